import type { Keys, OverviewView } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import type { Background } from '@stockade/service';
import { makeDecisionClock } from './decision-times.js';
import { makeReadRedis } from './read-redis.js';
import { readStream, type StreamReading } from './read-stream.js';
import { sumStreams, type Mark } from './sum-streams.js';
import { STREAM_KINDS, watchedStreams } from './watched-streams.js';

const INTERVAL_MS = 1_000;
const OFFSET_MS = 100;
/** With more streams, samples are taken less often, so that their cost is bounded. */
const STREAMS_PER_INTERVAL_MAX = 64;
/** One of this many samples is full even if nobody watches. */
const FULL_EVERY = 5;
/** A single request gets the last sample if it is not older than this. */
const FRESH_MS = 1_000;
const [PLACED = '', PAID = ''] = STREAM_KINDS;

const NO_MARK: Mark = { progress: new Map(), at: 0 };

interface SampleListener {
  /** Only a full sample has the consumers of the groups. */
  onSample(overview: OverviewView, isFull: boolean): void;
  /** Redis did not answer, or what it has cannot be read: then an UnreadableRecordError says which key. */
  onTrouble(error: unknown): void;
}

/** Looks at the whole shop once per interval, whoever wants to see it and however many they are. */
export interface Sampler extends Background {
  readonly intervalMs: number;
  /** Calls the listener with each sample from now on. Returns what ends that. */
  listen(listener: SampleListener): () => void;
  /** The same for somebody who watches: while there is one, every sample is full. */
  watch(listener: SampleListener): () => void;
  /** A sample with everything in it, the last one if it is fresh. Rejects when Redis does not answer. */
  fresh(): Promise<OverviewView>;
}

export function makeSampler(redis: Redis, keys: Keys): Sampler {
  const streams = watchedStreams(keys);
  const intervalMs = INTERVAL_MS * Math.ceil(streams.length / STREAMS_PER_INTERVAL_MAX);
  const readRedis = makeReadRedis(redis);
  const decisions = makeDecisionClock(redis, PAID);
  const listeners = new Set<SampleListener>();
  const watching = new Set<SampleListener>();
  /** The state at the last two ticks. Rates count from the last tick; for a request in between, from the tick before. */
  let [before, last]: [Mark, Mark] = [NO_MARK, NO_MARK];
  let latest: { overview: OverviewView; at: number; isFull: boolean } | undefined;
  let taking: { isFull: boolean; sample: Promise<OverviewView> } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let ticks = 0;
  let isTicking = false;
  let isStopped = false;

  async function look(isFull: boolean, since: Mark) {
    // First, so that it does not wait behind what follows.
    const ofRedis = readRedis();
    const [about, readings] = await Promise.all([
      ofRedis,
      Promise.all(streams.map((stream) => readStream(redis, stream, isFull))),
    ]);
    const all = sumStreams(readings, since);
    const overview: OverviewView = {
      at: new Date().toISOString(),
      interval_ms: intervalMs,
      orders_per_s: all.find(({ stream }) => stream === PLACED)?.rate_per_s ?? null,
      placed_to_paid: decisions.times(),
      streams: all,
      redis: about,
    };
    latest = { overview, at: performance.now(), isFull };
    return { overview, readings };
  }

  async function takeRegular(isFull: boolean): Promise<OverviewView> {
    const { overview, readings } = await look(isFull, last);
    [before, last] = [last, markOf(readings)];
    await decisions.read(readings, before.progress);
    return overview;
  }

  /** One at a time, also when Redis is slow. */
  function takeOne(isFull: boolean, take: () => Promise<OverviewView>): Promise<OverviewView> {
    const sample = take().finally(() => (taking = undefined));
    taking = { isFull, sample };
    return sample;
  }

  async function tick(): Promise<void> {
    if (isTicking) return;
    isTicking = true;
    try {
      await taking?.sample.catch(() => 'tried again below');
      const isFull = watching.size > 0 || ticks % FULL_EVERY === 0;
      ticks += 1;
      const overview = await takeOne(isFull, () => takeRegular(isFull));
      for (const { onSample } of [...listeners, ...watching]) onSample(overview, isFull);
    } catch (error) {
      for (const { onTrouble } of [...listeners, ...watching]) onTrouble(error);
    } finally {
      isTicking = false;
    }
  }

  /** At the same time in each second, so that each step of the history gets a sample; not at its edge, because a timer may be early. */
  function next(): void {
    if (isStopped) return;
    const inMs = intervalMs - ((Date.now() - OFFSET_MS) % intervalMs);
    // A timer that was early must not be followed by another one at once.
    const pauseMs = inMs < OFFSET_MS ? inMs + intervalMs : inMs;
    timer = setTimeout(() => {
      void tick();
      next();
    }, pauseMs);
  }

  const join = (set: Set<SampleListener>) => (listener: SampleListener) => {
    set.add(listener);
    return () => void set.delete(listener);
  };
  return {
    intervalMs,
    listen: join(listeners),
    watch: join(watching),
    async fresh() {
      if (latest?.isFull && performance.now() - latest.at < FRESH_MS) return latest.overview;
      if (taking?.isFull) return taking.sample;
      await taking?.sample.catch(() => 'asked again below');
      if (taking !== undefined) return taking.sample;
      return takeOne(true, async () => (await look(true, before)).overview);
    },
    start: next,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await taking?.sample.catch(() => 'nobody asks any more');
    },
  };
}

function markOf(readings: readonly StreamReading[]): Mark {
  const progress = new Map(readings.map((reading) => [reading.watched.flow.stream, reading.progress]));
  return { progress, at: performance.now() };
}
