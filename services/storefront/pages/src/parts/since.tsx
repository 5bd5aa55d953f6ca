import { useEffect, useState } from 'react';
import { duration } from './format.js';

const COUNT_INTERVAL_MS = 1_000;

/** How long ago a moment was, by Date.now(), counted on. Not read aloud: it would be, each second. */
export function Since({ ms }: { ms: number }) {
  const now = useNow();
  const seconds = Math.max(1, Math.floor((now - ms) / COUNT_INTERVAL_MS));
  return <span aria-hidden="true">{seconds < 60 ? `${seconds} s` : duration(seconds * COUNT_INTERVAL_MS)}</span>;
}

/** The time of now, second by second. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), COUNT_INTERVAL_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
