import { makeCell } from './cell.js';

const notice = makeCell('');

/** Says something to whoever cannot see the page, and shows it for a while to everybody else. */
export function announce(text: string): void {
  notice.set('');
  // A text that stays the same would not be read again.
  setTimeout(() => notice.set(text));
}

const SHOWN_MS = 5_000;
let hiding: ReturnType<typeof setTimeout> | undefined;
notice.subscribe(() => {
  clearTimeout(hiding);
  if (notice.get() !== '') hiding = setTimeout(() => notice.set(''), SHOWN_MS);
});

/** Where notices appear; once on the page. */
export function Notices() {
  const text = notice.use();
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-4 bottom-20 z-20 flex justify-center md:bottom-6 print:hidden"
    >
      {text !== '' && <p className="card bg-ink px-5 py-3 text-ground [overflow-wrap:anywhere]">{text}</p>}
    </div>
  );
}
