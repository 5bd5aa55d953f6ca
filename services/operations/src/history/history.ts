import { randomUUID } from 'node:crypto';
import type { HistoryStep, HistoryView, Keys, OverviewView } from '@stockade/contracts';
import { loadScript, oneOf, type Redis } from '@stockade/redis';
import { homeOf } from './home-of.js';
import { decodeRecord, encodeRecord, placeOf, RECORD_CHARACTERS, RINGS, slotAt, startOf, type Ring } from './rings.js';
import { SERIES_NAMES } from './series.js';
import { makeSteps } from './steps.js';

const writeHistory = loadScript(new URL('../../src/lua/write-history.lua', import.meta.url), oneOf('written', 'held'));

/** When the writing process has written nothing for this long, it counts as gone and another one takes over. */
const LEASE_MS = 5_000;
/** How long a history is kept after its last record: by then it holds nothing that could still be asked for. */
const KEPT_MS = 8 * 24 * 60 * 60 * 1_000;

interface HistoryQuery {
  series: readonly string[];
  fromMs?: number | undefined;
  stepS: HistoryStep;
}

/** The recent measurements. They are in Redis, so that they outlast every process. */
export interface History {
  /** Stores a sample, unless another process is the writer: then `held`. */
  write(overview: OverviewView): Promise<'written' | 'held'>;
  /** The values of some series, from a time on, or as far back as they go. */
  read(query: HistoryQuery): Promise<HistoryView>;
  /** Lets another process write. */
  release(): Promise<void>;
}

export function makeHistory(redis: Redis, keys: Keys): History {
  const id = randomUUID();
  const { opsHistoryWriter, opsHistory } = homeOf(keys);
  const rings = RINGS.map((ring, i) => ({ ring, number: i + 2, key: opsHistory(ring.name), steps: makeSteps(ring) }));
  const scriptKeys = [opsHistoryWriter, ...rings.map(({ key }) => key)];
  const write = (leaseMs: number, records: readonly string[]) =>
    writeHistory.run(redis, scriptKeys, [id, String(leaseMs), String(KEPT_MS), ...records]);

  return {
    async write(overview) {
      const records = rings.flatMap(({ ring, number, steps }) => {
        const over = steps.add(overview);
        if (over === null) return [];
        const at = placeOf(ring, over.slot) * RECORD_CHARACTERS;
        return [String(number), String(at), encodeRecord(over.slot, over.values)];
      });
      return write(LEASE_MS, records);
    },
    async read({ series, fromMs, stepS }) {
      const found = rings.find(({ ring }) => ring.stepS === stepS);
      if (found === undefined) throw new RangeError(`no history in steps of ${stepS} s`);
      const { from, records } = await readRing(redis, found.key, found.ring, fromMs);
      return {
        from: new Date(startOf(found.ring, from)).toISOString(),
        step_s: stepS,
        series: series.map((name) => {
          const at = SERIES_NAMES.indexOf(name);
          return { name, values: records.map((record) => record?.[at] ?? null) };
        }),
      };
    },
    async release() {
      await write(0, []);
    },
  };
}

/** The records of a ring from a time on, up to the last step that is over; null where nothing was measured. */
async function readRing(redis: Redis, key: string, ring: Ring, fromMs = 0) {
  const end = slotAt(ring, Date.now());
  const from = Math.min(end, Math.max(end - ring.slots, slotAt(ring, fromMs)));
  const text = await readPlaces(redis, key, ring, placeOf(ring, from), end - from);
  const records = Array.from({ length: end - from }, (_, i) =>
    decodeRecord(from + i, text.slice(i * RECORD_CHARACTERS, (i + 1) * RECORD_CHARACTERS)),
  );
  return { from, records };
}

/** Some places of a ring in a row, which may go over its end; those that were never written are blank. */
async function readPlaces(redis: Redis, key: string, { slots }: Ring, first: number, count: number): Promise<string> {
  const read = async (place: number, places: number) => {
    if (places <= 0) return '';
    const [start, end] = [place * RECORD_CHARACTERS, (place + places) * RECORD_CHARACTERS];
    return ((await redis.getRange(key, start, end - 1)) ?? '').padEnd(end - start);
  };
  const beforeEnd = Math.min(count, slots - first);
  const [head, tail] = await Promise.all([read(first, beforeEnd), read(0, count - beforeEnd)]);
  return head + tail;
}
