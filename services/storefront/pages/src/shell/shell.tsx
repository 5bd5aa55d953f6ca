import { ShoppingCart } from 'lucide-react';
import { Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { cart, piecesOf } from '../cart/cart.js';
import { CartDialog } from '../cart/cart-dialog.js';
import { Notices } from '../parts/announce.js';
import { lazyRarePage } from '../parts/lazy-page.js';
import { session } from '../session/session.js';
import { Account } from './account.js';
import { Banners } from './banners.js';
import { LiveLight } from './live-light.js';
import { Logo } from './logo.js';
import { CONSOLE, isWithin, PLACES, type NavigationPlace } from './places.js';
import { SessionEnded } from './session-ended.js';
import { ThemeSwitch } from './theme-switch.js';

const Palette = lazyRarePage(async () => (await import('../console/palette/palette.js')).Palette);
const ConsoleLinks = lazyRarePage(async () => (await import('../console/console-links.js')).ConsoleLinks);

/** What is around every page. */
export function Shell({ children }: { children: ReactNode }) {
  const [address] = useLocation();
  const content = useRef<HTMLElement>(null);
  const shown = useRef(address);
  useEffect(() => {
    if (shown.current === address) return;
    shown.current = address;
    scrollTo({ top: 0 });
    // What reads the page aloud begins with what is new.
    content.current?.focus({ preventScroll: true });
  }, [address]);
  return (
    <div className="min-h-dvh pb-16 md:grid md:grid-cols-[11rem_1fr] md:pb-0 print:block print:pb-0">
      <a
        href="#content"
        className="button button-main sr-only z-30 focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        To the content
      </a>
      <Navigation address={address} />
      <div className="min-w-0">
        <TopBar />
        <Banners />
        <main
          ref={content}
          id="content"
          tabIndex={-1}
          className="mx-auto max-w-6xl px-4 py-6 outline-none sm:px-6 sm:py-8"
        >
          {children}
        </main>
      </div>
      <Notices />
      <AdminKeys />
      <SessionEnded />
    </div>
  );
}

/** What the keyboard does for admins. */
function AdminKeys() {
  const now = session.use();
  if (now.is !== 'open' || now.user.role !== 'admin') return null;
  return (
    <Suspense>
      <Palette />
    </Suspense>
  );
}

/** Along the left edge of a wide screen, along the lower one of a narrow one. */
function Navigation({ address }: { address: string }) {
  const now = session.use();
  const isAdmin = now.is === 'open' && now.user.role === 'admin';
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-raised md:sticky md:top-0 md:h-dvh md:border-t-0 md:border-r print:hidden"
    >
      <Link href="/" className="hidden items-center gap-2.5 px-5 py-4 md:flex" aria-label="Stockade, to the shop">
        <Logo />
        <span className="text-lg font-bold tracking-tight">Stockade</span>
      </Link>
      <ul className="flex md:mt-2 md:flex-col md:gap-1 md:px-3">
        {PLACES.map((place) => (
          <NavigationLink key={place.path} place={place} isHere={isWithin(address, place)} />
        ))}
        {isAdmin && <NavigationLink place={CONSOLE} isHere={isWithin(address, CONSOLE)} isNarrow />}
      </ul>
      {isAdmin && (
        <div className="hidden md:block">
          <h2 className="mt-6 mb-1.5 px-6 text-xs font-semibold tracking-wider text-muted uppercase">Console</h2>
          <Suspense>
            <ConsoleLinks where="rail" />
          </Suspense>
        </div>
      )}
    </nav>
  );
}

interface NavigationLinkProps {
  place: NavigationPlace;
  isHere: boolean;
  /** Whether it is for narrow screens alone. */
  isNarrow?: boolean;
}

function NavigationLink({ place: { path, word, sign: Sign }, isHere, isNarrow = false }: NavigationLinkProps) {
  return (
    <li className={`grow ${isNarrow ? 'md:hidden' : ''}`}>
      <Link
        href={path}
        aria-current={isHere ? 'page' : undefined}
        className={`flex min-h-12 flex-col items-center justify-center gap-0.5 rounded-card px-3 py-1.5 text-sm md:min-h-10 md:flex-row md:justify-start md:gap-3 md:text-base ${
          isHere ? 'font-semibold text-accent md:bg-accent-soft md:text-ink' : 'text-muted hover:text-ink'
        }`}
      >
        <Sign className="size-5" strokeWidth="1.75" aria-hidden="true" />
        {word}
      </Link>
    </li>
  );
}

function TopBar() {
  const pieces = piecesOf(cart.use());
  const [isCartOpen, setCartOpen] = useState(false);
  return (
    <header className="sticky top-0 z-10 flex h-14 items-center justify-end gap-1 border-b border-line bg-ground px-3 sm:gap-2 sm:px-6 print:hidden">
      <Link href="/" className="mr-auto flex items-center gap-2 md:hidden" aria-label="Stockade, to the shop">
        <Logo />
        <span className="font-bold tracking-tight max-[380px]:sr-only">Stockade</span>
      </Link>
      <LiveLight />
      <ThemeSwitch />
      <Account />
      <button type="button" className="button relative px-3" onClick={() => setCartOpen(true)}>
        <ShoppingCart className="size-5" aria-hidden="true" />
        <span className="sr-only">Cart,</span>
        <span className="min-w-[1ch]">{pieces}</span>
        <span className="sr-only">{pieces === 1 ? 'piece' : 'pieces'}</span>
      </button>
      {isCartOpen && <CartDialog onClose={() => setCartOpen(false)} />}
    </header>
  );
}
