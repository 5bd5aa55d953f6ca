import { useEffect, useEffectEvent, useState, type ReactNode } from 'react';

interface HeldRowsProps {
  /** What is new and not shown, in words; null while all is shown. */
  news: string | null;
  /** Shows it. */
  show: () => void;
  children: ReactNode;
}

/** Rows that stay where they are while somebody points at one or has the focus there; what is new waits above. */
export function HeldRows({ news, show, children }: HeldRowsProps) {
  const [isHeld, setHeld] = useState(false);
  const showNow = useEffectEvent(show);
  useEffect(() => {
    if (news !== null && !isHeld) showNow();
  }, [news, isHeld]);
  return (
    <div
      // Not onPointerEnter: React misses it when what was under the pointer has just been removed.
      onPointerOver={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {isHeld && news !== null && (
        <div className="mb-3 text-center">
          <button type="button" className="chip" onClick={show}>
            ↑ {news}
          </button>
        </div>
      )}
      {children}
    </div>
  );
}
