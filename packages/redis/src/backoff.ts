const DELAY_MIN_MS = 50;
const DELAY_MAX_MS = 1_000;
const DOUBLINGS_MAX = 10;

/** Doubles from the minimum to the maximum, with full jitter so that replicas do not reconnect in step. */
export function reconnectDelayMs(retries: number): number {
  const ceiling = Math.min(DELAY_MIN_MS * 2 ** Math.min(retries, DOUBLINGS_MAX), DELAY_MAX_MS);
  return DELAY_MIN_MS + Math.random() * (ceiling - DELAY_MIN_MS);
}
