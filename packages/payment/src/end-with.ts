/** Whatever is to end with a signal, by the signal. */
const endings = new WeakMap<AbortSignal, Set<AbortController>>();

/**
 * A signal for one try: aborted with the given one, or after so long. It must be released when the try is over.
 *
 * `AbortSignal.any` and `AbortSignal.timeout` do the same at several times the processor time, which every payment would
 * spend. However many tries end with a signal, it has one listener of ours: Node takes more than ten for a leak.
 */
export function endWith(signal: AbortSignal, timeoutMs: number): { signal: AbortSignal; release(): void } {
  const ending = new AbortController();
  const together = endingWith(signal);
  together.add(ending);
  const timer = setTimeout(() => ending.abort(), timeoutMs);
  return {
    signal: ending.signal,
    release() {
      clearTimeout(timer);
      together.delete(ending);
    },
  };
}

function endingWith(signal: AbortSignal): Set<AbortController> {
  const known = endings.get(signal);
  if (known !== undefined) return known;
  const together = new Set<AbortController>();
  endings.set(signal, together);
  signal.addEventListener('abort', () => {
    for (const ending of together) ending.abort();
  });
  return together;
}
