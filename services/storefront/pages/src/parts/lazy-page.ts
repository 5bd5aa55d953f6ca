import { lazy, type ComponentType } from 'react';

const TRY_AGAIN_MS = 1_000;

const loads: (() => Promise<unknown>)[] = [];

/** A page whose code is fetched when the browser has nothing else to do, or when it is gone to, however long that takes. */
export function lazyPage<Props>(load: () => Promise<ComponentType<Props>>) {
  loads.push(load);
  return lazyRarePage(load);
}

/** A page that few visitors ever see: its code is fetched when it is gone to. */
export function lazyRarePage<Props>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => ({ default: await insist(load) }));
}

/** Fetches the code of all pages that many see, so that going to one needs nobody to answer. */
export function fetchPages(): void {
  const fetchAll = () => void Promise.allSettled(loads.map((load) => load()));
  if ('requestIdleCallback' in globalThis) requestIdleCallback(fetchAll);
  else setTimeout(fetchAll, TRY_AGAIN_MS);
}

async function insist<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
    }
  }
}
