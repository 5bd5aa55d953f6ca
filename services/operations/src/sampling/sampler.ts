import type { Keys, OverviewView } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import type { Background } from '@stockade/service';
import { makeDecisionClock } from './decision-times.js';
import { makeReadRedis } from './read-redis.js';
import { readStream, type Progress } from './read-stream.js';
import { sumStreams } from './sum-streams.js';
import { STREAM_KINDS, watchedStreams } from './watched-streams.js';

const INTERVAL_MS = 1_000;
/** Of a shop with more of them, a sample is taken every so many seconds more seldom: the cost has a bound. */
const STREAMS_PER_INTERVAL_MAX = 64;
/** A sample that is not older is good enough for who asks once. */
const FRESH_MS = 1_000;
const [PLACED = '', PAID = ''] = STREAM_KINDS;

export interface SampleListener {
  onSample(overview: OverviewView): void;
  /** Redis did not answer. */
  onTrouble(error: unknown): void;
}

/** Looks at the whole shop once per interval, whoever wants to see it and however many they are. */
export interface Sampler extends Background {
  readonly intervalMs: number;
  /** Calls the listener with each sample from now on. Returns what ends that. */
  listen(listener: SampleListener): () => void;
  /** The same for somebody who watches: while there is one, samples also have the consumers of the groups. */
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
  let progress = new Map<string, Progress | null>();
  let sampledAt = 0;
  let latest: { overview: OverviewView; at: number; isFull: boolean } | undefined;
  let taking: { isFull: boolean; sample: Promise<OverviewView> } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  async function take(isFull: boolean): Promise<OverviewView> {
    // First, so that it does not wait behind what follows.
    const ofRedis = readRedis();
    const [about, readings] = await Promise.all([
      ofRedis,
      Promise.all(streams.map((stream) => readStream(redis, stream, isFull))),
    ]);
    const now = performance.now();
    const all = sumStreams(readings, { progress, ms: now - sampledAt });
    await decisions.read(readings, progress);
    progress = new Map(readings.map((reading) => [reading.watched.flow.stream, reading.progress]));
    sampledAt = now;
    const overview: OverviewView = {
      at: new Date().toISOString(),
      interval_ms: intervalMs,
      orders_per_s: all.find(({ stream }) => stream === PLACED)?.rate_per_s ?? null,
      placed_to_paid: decisions.times(),
      streams: all,
      redis: about,
    };
    latest = { overview, at: now, isFull };
    return overview;
  }

  /** One at a time, also when Redis is slow. */
  function takeOne(isFull: boolean): Promise<OverviewView> {
    const started = { isFull, sample: take(isFull).finally(() => (taking = undefined)) };
    taking = started;
    return started.sample;
  }

  async function tick(): Promise<void> {
    if (taking !== undefined) return;
    try {
      const overview = await takeOne(watching.size > 0);
      for (const { onSample } of [...listeners, ...watching]) onSample(overview);
    } catch (error) {
      for (const { onTrouble } of [...listeners, ...watching]) onTrouble(error);
    }
  }

  /** At whole seconds, so that each step of the history gets one. */
  function next(): void {
    if (isStopped) return;
    const inMs = intervalMs - (Date.now() % intervalMs);
    timer = setTimeout(() => {
      void tick();
      next();
    }, inMs);
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
      return taking === undefined ? takeOne(true) : taking.sample;
    },
    start: next,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await taking?.sample.catch(() => 'nobody asks any more');
    },
  };
}
