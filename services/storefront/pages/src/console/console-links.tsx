import { Link, useLocation } from 'wouter';
import { CONSOLE_PLACES, isAtPlace } from './places.js';

/** The pages of the console: in the rail of a wide screen, or in a line above a narrow one. */
export function ConsoleLinks({ where }: { where: 'rail' | 'line' }) {
  const [address] = useLocation();
  return (
    <ul
      className={
        where === 'rail'
          ? 'flex flex-col gap-0.5 px-3'
          : '-mx-4 mb-5 flex gap-2 overflow-x-auto px-4 pb-1 sm:-mx-6 sm:px-6 md:hidden'
      }
    >
      {CONSOLE_PLACES.map((place) => {
        const { path, word, sign: Sign } = place;
        const isHere = isAtPlace(address, place);
        const looks =
          where === 'line'
            ? 'chip'
            : `flex min-h-9 items-center gap-3 rounded-card px-3 text-[0.9375rem] ${
                isHere ? 'bg-accent-soft font-semibold' : 'text-muted hover:text-ink'
              }`;
        return (
          <li key={path} ref={where === 'line' && isHere ? showPlace : undefined} className="shrink-0">
            <Link href={path} aria-current={isHere ? 'page' : undefined} className={looks}>
              <Sign className="size-4.5" strokeWidth="1.75" aria-hidden="true" />
              {word}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

/** The line may be wider than the screen. */
function showPlace(place: HTMLElement | null): void {
  place?.scrollIntoView({ block: 'nearest', inline: 'center' });
}
