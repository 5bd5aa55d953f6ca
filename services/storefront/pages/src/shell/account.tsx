import { useMutation } from '@tanstack/react-query';
import { LogOut, User } from 'lucide-react';
import { useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { announce } from '../parts/announce.js';
import { wordsOf } from '../parts/problem-note.js';
import { useLoginAddress } from '../session/login-address.js';
import { logout, session } from '../session/session.js';

/** Who is logged in, and the way out; or the way in. */
export function Account() {
  const now = session.use();
  const login = useLoginAddress();
  if (now.is === 'unknown') return <span className="w-10" />;
  if (now.is === 'none') {
    return (
      <Link href={login} className="button px-3 whitespace-nowrap">
        Log in
      </Link>
    );
  }
  return <Menu name={now.user.name ?? now.user.email} email={now.user.email} role={now.user.role} />;
}

function Menu({ name, email, role }: { name: string; email: string; role: string }) {
  const [, go] = useLocation();
  const menu = useRef<HTMLDivElement>(null);
  const hide = () => menu.current?.hidePopover();
  const leave = useMutation({
    mutationFn: logout,
    onSuccess: () => go('/'),
    onError: (error) => announce(`Not logged out: ${wordsOf(error)}`),
  });
  return (
    <>
      <button type="button" className="button px-3" popoverTarget="account" aria-label={`Account of ${name}`}>
        <User className="size-5" strokeWidth="1.75" aria-hidden="true" />
      </button>
      <div id="account" popover="auto" ref={menu} className="card fixed inset-auto top-14 right-3 w-64 p-4 text-ink">
        <p className="truncate font-semibold">{name}</p>
        <p className="truncate text-sm text-muted">{email}</p>
        {role === 'admin' && <p className="text-sm text-accent">Admin</p>}
        <Link href="/orders" className="button mt-3 w-full" onClick={hide}>
          {role === 'admin' ? 'All orders' : 'My orders'}
        </Link>
        <button type="button" className="button mt-2 w-full" disabled={leave.isPending} onClick={() => leave.mutate()}>
          <LogOut className="size-4" aria-hidden="true" />
          Log out
        </button>
      </div>
    </>
  );
}
