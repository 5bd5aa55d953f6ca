import { idSchema, readAttributes, type Keys, type ShownEntry } from '@stockade/contracts';
import { readProgress, type StreamProgress } from '@stockade/operations';
import type { Redis } from '@stockade/redis';
import { addedBetween } from './read-stream.js';
import { watchedStreams, type WatchedStream } from './watched-streams.js';

/** Entries that are shown in a second, of all streams; each stands for several where there are more. */
const SHOWN_PER_S_MAX = 20;
/** The cost of a look is mainly that it wakes the process and Redis. */
const INTERVAL_MS = 500;
/** With more streams, it looks less often. */
const STREAMS_PER_INTERVAL_MAX = 16;
const MS_PER_S = 1_000;

/** Shows some of the entries that are appended, while somebody watches. */
export interface Tail {
  /** Calls back with each entry to show. Returns what ends that. */
  watch(onEntry: (entry: ShownEntry) => void): () => void;
}

interface Grown extends WatchedStream {
  from: StreamProgress | null;
  to: StreamProgress;
  added: number;
}

/**
 * Reads appended entries with a plain XREVRANGE, outside of any group, so that it never affects a consumer. Entries that are trimmed
 * before they are read are not shown, but the rates include them. The entries of one look together stand for all that were appended
 * since the previous look.
 */
export function makeTail(redis: Redis, keys: Keys): Tail {
  const streams = watchedStreams(keys);
  const intervalMs = INTERVAL_MS * Math.ceil(streams.length / STREAMS_PER_INTERVAL_MAX);
  const budget = Math.max(1, Math.floor((SHOWN_PER_S_MAX * intervalMs) / MS_PER_S));
  const watching = new Set<(entry: ShownEntry) => void>();
  /** How far each stream was shown. For a stream that is not in it, nothing before the next look is shown. */
  let shown = new Map<string, StreamProgress | null>();
  let timer: NodeJS.Timeout | undefined;
  let isLooking = false;
  let turn = 0;

  async function findGrown(): Promise<Grown[]> {
    const found = await Promise.all(
      streams.map(async (one) => {
        const { stream } = one.flow;
        const to = await readProgress(redis, stream);
        const from = shown.get(stream);
        const added = from === undefined ? null : addedBetween(from, to);
        if (added === null) shown.set(stream, to);
        return added !== null && added > 0 && to !== null ? [{ ...one, from: from ?? null, to, added }] : [];
      }),
    );
    return found.flat();
  }

  async function look(): Promise<void> {
    const grown = await findGrown();
    const total = grown.reduce((sum, { added }) => sum + added, 0);
    // Where there are more streams than may be shown at once, they take turns; what waits is counted the next time.
    const inTurn = grown.map((_, i) => grown[(i + turn) % grown.length]).filter((one) => one !== undefined);
    const some = inTurn.slice(0, budget);
    turn += some.length;
    const share = ({ added }: Grown) => Math.max(1, Math.floor(((budget - some.length) * added) / total) + 1);
    await Promise.all(some.map((one) => show(one, Math.min(one.added, share(one)))));
  }

  async function show({ flow, kind, partition, from, to, added }: Grown, count: number): Promise<void> {
    const after = from === null ? '-' : `(${from.lastId}`;
    const newest = (await redis.xRevRange(flow.stream, to.lastId, after, { COUNT: count })) ?? [];
    shown.set(flow.stream, to);
    const each = Math.floor(added / newest.length);
    for (const [i, { id, message }] of newest.toReversed().entries()) {
      const entry: ShownEntry = {
        stream: kind,
        partition,
        entry_id: id,
        type: readAttributes(message)?.type ?? null,
        order_id: idSchema.safeParse(message['subject']).data ?? null,
        stands_for: i < added % newest.length ? each + 1 : each,
      };
      for (const showTo of watching) showTo(entry);
    }
  }

  async function tick(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    try {
      await look();
    } catch {
      // Redis is away, which the samples tell; what is appended until it is back is shown then.
    } finally {
      isLooking = false;
    }
  }

  return {
    watch(onEntry) {
      if (watching.size === 0) shown = new Map();
      watching.add(onEntry);
      timer ??= setInterval(() => void tick(), intervalMs);
      return () => {
        watching.delete(onEntry);
        if (watching.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}
