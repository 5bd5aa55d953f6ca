import { setTimeout as pause } from 'node:timers/promises';
import { flowsOf, type Flow, type SinglePartitionKeys } from '@stockade/contracts';
import { viewStream } from '@stockade/operations';
import type { Redis } from '@stockade/redis';
import type { ServiceMemory } from '@stockade/stage';

/** What was seen at one time. */
export interface Sample {
  /** Since the first order was due. */
  atS: number;
  /** Orders that were accepted so far. */
  accepted: number;
  memory: ServiceMemory;
  redisRssBytes: number;
  /** In the order in which an order meets them. */
  streams: readonly StreamSample[];
}

export interface StreamSample {
  stream: string;
  /** Entries, settled ones that are not trimmed yet included. */
  length: number;
  /** Entries that were not delivered yet; null when Redis cannot tell. */
  lag: number | null;
  /** Entries that were delivered and not settled. */
  pending: number;
  deadLetters: number;
}

/** Takes a sample every so often until the time is over, and hands each on at once. */
export async function sampleFor(
  { seconds, sampleSeconds }: { seconds: number; sampleSeconds: number },
  take: (atS: number) => Promise<Sample>,
  onSample: (sample: Sample) => void,
): Promise<Sample[]> {
  const startedAt = performance.now();
  const samples: Sample[] = [];
  for (let atS = sampleSeconds; atS <= seconds; atS += sampleSeconds) {
    await pause(Math.max(0, startedAt + atS * 1_000 - performance.now()));
    const sample = await take(atS);
    samples.push(sample);
    onSample(sample);
  }
  return samples;
}

/** In the order in which an order meets them. */
export function sampleStreams(redis: Redis, keys: SinglePartitionKeys): Promise<StreamSample[]> {
  return Promise.all(Object.values(flowsOf(keys)).map((flow) => sampleStream(redis, flow)));
}

async function sampleStream(redis: Redis, flow: Flow): Promise<StreamSample> {
  const { stream, length, dead_letters: deadLetters, groups } = await viewStream(redis, flow);
  const group = groups.find((one) => one.group === flow.readers[0]);
  return { stream, length, lag: group?.lag ?? null, pending: group?.pending ?? 0, deadLetters };
}

/** By its own account: under Docker its process is not one of this machine. */
export async function residentBytesOfRedis(redis: Redis): Promise<number> {
  return Number(/^used_memory_rss:(\d+)/m.exec(await redis.info('memory'))?.[1]);
}
