interface BarProps {
  label: string;
  done: number;
  total: number;
  /** Whether something went wrong. */
  isBad?: boolean;
}

/** How much of something is done. */
export function Bar({ label, done, total, isBad = false }: BarProps) {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={Math.round(share * 100)}
      aria-valuetext={`${done.toLocaleString()} of ${total.toLocaleString()}`}
      className="h-2.5 overflow-hidden rounded-full border border-line bg-sunken"
    >
      <div
        className={`h-full rounded-full transition-[width] duration-300 ${isBad ? 'bg-bad' : 'bg-accent'}`}
        style={{ width: `${share * 100}%` }}
      />
    </div>
  );
}
