import { residentBytesOf, type ServiceName, type Stack } from '@stockade/local';

/** How often in a run all garbage is collected, to see what is left. Seldom: in between V8 does as it always does. */
const COLLECTIONS = 20;

/** What a process takes of the machine, in bytes. */
export interface MemorySample {
  /** With the room that V8 has taken and does not use now, which swings by tens of megabytes. */
  rssBytes: number;
  /**
   * Without it: what lives on V8's heap after a collection, and all that is not on that heap. Null in the samples
   * without a collection.
   */
  keptBytes: number | null;
}

export type ServiceMemory = Readonly<Record<ServiceName, MemorySample>>;

/** Has Node load into each service what reports its memory; from the build, also when this is run from its source. */
export const MEMORY_REPORT_ENV = {
  NODE_OPTIONS: `--import ${new URL('../dist/report-kept-memory.js', import.meta.url).href}`,
};

/**
 * Reads the memory of all services; the run may be long in anything that grows. Throws an Error with the last lines of one that
 * has ended or does not report.
 */
export function makeMemoryReader(stack: Stack, end: number): (at: number) => Promise<ServiceMemory> {
  const collectEvery = end / COLLECTIONS;
  let collections = 0;
  let collectFrom = collectEvery;

  async function read(service: ServiceName, collects: boolean): Promise<MemorySample> {
    const running = stack.process(service);
    const rssBytes = running.exit() === undefined ? residentBytesOf(running.pid) : undefined;
    if (rssBytes === undefined) throw new Error(`the ${service} has ended; it printed:\n${running.output()}`);
    if (!collects) return { rssBytes, keptBytes: null };
    running.signal('SIGUSR2');
    const [, keptBytes] = await running.waitForOutput(new RegExp(`kept memory ${collections}: (\\d+)\n`));
    return { rssBytes, keptBytes: Number(keptBytes) };
  }

  return async (at) => {
    const collects = at >= collectFrom;
    if (collects) {
      collections += 1;
      collectFrom = (Math.floor(at / collectEvery) + 1) * collectEvery;
    }
    const [store, warehouse, refund] = await Promise.all([
      read('store', collects),
      read('warehouse', collects),
      read('refund', collects),
    ]);
    return { store, warehouse, refund };
  };
}
