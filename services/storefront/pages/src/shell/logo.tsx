/** Three planks and a beam. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" className="size-8 shrink-0 text-accent" aria-hidden="true">
      <path d="M3 30V9l4-6 4 6v21ZM12 30V7l4-6 4 6v23ZM21 30V9l4-6 4 6v21Z" fill="currentColor" />
      <path d="M1 14h30v3H1ZM1 23h30v3H1Z" fill="currentColor" stroke="var(--raised)" strokeWidth="1" />
    </svg>
  );
}
