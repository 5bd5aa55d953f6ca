import { useEffect, useState } from 'react';
import { onEntry } from '../feed/feed.js';

/** Entries come in bundles; the numbers change no more often than they do. */
const BUNDLE_MS = 500;

/** How many entries of each stream were appended since this is shown, or null while it need not be known. */
export function useSums(isOn: boolean): ReadonlyMap<string, number> | null {
  const [sums, setSums] = useState<ReadonlyMap<string, number>>(new Map());
  useEffect(() => {
    if (!isOn) return;
    const counted = new Map<string, number>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = onEntry(({ stream, stands_for: count }) => {
      counted.set(stream, (counted.get(stream) ?? 0) + count);
      timer ??= setTimeout(() => {
        timer = undefined;
        setSums(new Map(counted));
      }, BUNDLE_MS);
    });
    return () => {
      end();
      clearTimeout(timer);
      setSums(new Map());
    };
  }, [isOn]);
  return isOn ? sums : null;
}
