import { makeKeys, type SinglePartitionKeys } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import {
  judgeMemory,
  makeMemoryReader,
  MEMORY_REPORT_ENV,
  onStage,
  trendsOf,
  unrest,
  untilQuiet,
  type MemoryTrend,
  type Say,
  type ServiceMemory,
  type Stage,
} from '@stockade/stage';
import { CONNECTIONS, makeCrowd, type Crowd, type Fault } from './crowd.js';
import { compareEffects, readHoldings } from './effects.js';
import { readSurface } from './described-routes.js';
import type { FuzzOptions } from './options.js';
import { describeRequest } from './request.js';
import { makeSender } from './send.js';
import { changesBetween, takeSnapshot, type Snapshot } from './snapshot.js';
import { watchStalls, type Stalls } from './stalls.js';
import { openWorld } from './world.js';

/** So much of a run goes by in batches, with a look at every key before and after each. */
const WATCHED_SHARE = 0.05;
const WATCHED_BATCH = 20;
const MEMORY_SAMPLE_REQUESTS = 250;
/**
 * More than under a steady load: bodies of megabytes come and go, and are unpacked, and what the allocator holds of them at
 * one time or another was seen to differ by 5.8 MiB. In a run with the defaults 240 bytes that stay of each request are too much.
 */
export const KEPT_GROWTH_BYTES_MAX = 12 * 2 ** 20;
/** A shorter run is all warm-up. */
export const MEMORY_JUDGED_FROM_REQUESTS = 50_000;
const PROGRESS_REQUESTS = 10_000;

export interface FuzzResult {
  seed: number;
  requests: number;
  operations: number;
  statuses: ReadonlyMap<number, number>;
  faults: ReadonlyMap<string, Fault>;
  /** 503s while Redis stood still. */
  excused: number;
  /** Batches in which nothing was done by the answers, and nothing in Redis. */
  untouched: number;
  slowest: { tookMs: number; request: string };
  seconds: number;
  trends: MemoryTrend[];
}

/** Sends good and bad requests to a system of its own, and holds each answer and what came of it to what should be. */
export function runFuzz(options: FuzzOptions, say: Say): Promise<FuzzResult> {
  const env = {
    ...MEMORY_REPORT_ENV,
    ACCESS_TOKEN_TTL_S: '86400',
    PAYMENT_DELAY_MS: '20',
    PAYMENT_TIMEOUT_MS: '200',
    LOG_LEVEL: 'fatal',
  };
  return onStage({ name: 'fuzz', providerInTheBox: true, workspace: options.workspace, env }, say, (stage) =>
    fuzz(options, stage, say),
  );
}

async function fuzz({ requests, seed }: FuzzOptions, { stack, redis }: Stage, say: Say): Promise<FuzzResult> {
  const keys = makeKeys();
  const surface = await readSurface(stack);
  const world = await openWorld(stack, redis, keys);
  await untilQuiet(redis, keys);
  const before = await readHoldings(redis, keys);
  const memory: { at: number; memory: ServiceMemory }[] = [];
  const sender = makeSender(stack, CONNECTIONS);
  const crowd = makeCrowd({ seed, surface, world, sender });
  const stalls = watchStalls(redis);
  const startedAt = performance.now();
  try {
    const unwatched = Math.floor(requests * (1 - WATCHED_SHARE));
    const readMemory = makeMemoryReader(stack, unwatched);
    await crowd.send(0, unwatched, {
      onSent: async (index) => {
        if (index % MEMORY_SAMPLE_REQUESTS === 0) memory.push({ at: index, memory: await readMemory(index) });
        if (index % PROGRESS_REQUESTS === 0 && index > 0) say(`${index} of ${requests}`);
      },
    });
    const untouched = await watch(crowd, redis, keys, unwatched, requests);
    await untilQuiet(redis, keys);
    for (const what of await unrest(redis, keys)) crowd.fault('never settled', what);
    for (const difference of await compareEffects(redis, keys, before, crowd.book))
      crowd.fault('an effect that no answer told of', difference);
    await stalls.stop();
    const excused = judgeUnavailable(crowd, stalls);
    const trends = trendsOf(memory, unwatched);
    if (requests >= MEMORY_JUDGED_FROM_REQUESTS)
      for (const growth of judgeMemory(trends, KEPT_GROWTH_BYTES_MAX)) crowd.fault('memory', growth);
    const { statuses, faults } = crowd;
    const seconds = (performance.now() - startedAt) / 1_000;
    const operations = surface.operations.length;
    return {
      seed,
      requests,
      operations,
      statuses,
      faults,
      excused,
      untouched,
      slowest: crowd.slowest(),
      seconds,
      trends,
    };
  } finally {
    await stalls.stop();
    sender.close();
  }
}

/** How many 503s came while Redis stood still; the others are faults. */
function judgeUnavailable({ unavailable, fault }: Crowd, stalls: Stalls): number {
  const unexcused = unavailable.filter(({ from, to }) => !stalls.during(from, to));
  for (const { what, shown } of unexcused) fault(what, shown);
  return unavailable.length - unexcused.length;
}

/** Sends the rest in small batches. One that nothing was done in, by its answers, must leave every key as it was. */
async function watch(crowd: Crowd, redis: Redis, keys: SinglePartitionKeys, from: number, to: number): Promise<number> {
  let untouched = 0;
  let snapshot: Snapshot | null = null;
  for (let at = from; at < to; at += WATCHED_BATCH) {
    if (snapshot === null) {
      await untilQuiet(redis, keys);
      snapshot = await takeSnapshot(redis, keys);
    }
    const { isDone, sent } = await crowd.send(at, Math.min(at + WATCHED_BATCH, to), { refusable: true });
    if (isDone) {
      snapshot = null;
      continue;
    }
    const now: Snapshot = await takeSnapshot(redis, keys);
    const changes = changesBetween(snapshot, now);
    snapshot = now;
    untouched += 1;
    if (changes.length > 0)
      crowd.fault(
        'an effect without a 2xx',
        `${changes.join(', ')} by one of\n${sent.map(describeRequest).join('\n')}`,
      );
  }
  return untouched;
}
