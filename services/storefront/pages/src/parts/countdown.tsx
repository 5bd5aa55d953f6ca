import { useNow } from './since.js';

const MS_PER_S = 1_000;

/** Seconds until a moment, by Date.now(); never less than one. */
export function Countdown({ untilMs }: { untilMs: number }) {
  return <>{Math.max(1, Math.ceil((untilMs - useNow()) / MS_PER_S))} s</>;
}
