import { useEffect, useEffectEvent, useRef, useState } from 'react';

/** A value that changes once in so many milliseconds at most; the last change is never lost. */
export function useCalm(value: string, everyMs: number): string {
  const [calm, setCalm] = useState(value);
  const changedAtMs = useRef(0);
  const take = useEffectEvent(() => {
    changedAtMs.current = Date.now();
    setCalm(value);
  });
  const isDue = value !== calm;
  useEffect(() => {
    if (!isDue) return;
    const timer = setTimeout(() => take(), Math.max(0, changedAtMs.current + everyMs - Date.now()));
    return () => clearTimeout(timer);
  }, [isDue, everyMs]);
  return calm;
}
