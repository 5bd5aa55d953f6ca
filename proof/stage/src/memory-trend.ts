import { SERVICE_NAMES, type ServiceName } from '@stockade/local';
import type { ServiceMemory } from './memory.js';

/**
 * What a process keeps may grow by so much from the second quarter of a run to the last. Without a leak it was seen to
 * move by 2.3 at most; with 60,000 orders in between, as in a run with the defaults, 70 bytes that stay of each are too much.
 */
export const KEPT_GROWTH_BYTES_MAX = 4 * 2 ** 20;
/**
 * RSS has to allow for V8, which takes room and gives it back as it sees fit: a service that keeps the same all the time
 * was seen between 120 and 182 MiB. What is more than that does not come back.
 */
const RSS_GROWTH_BYTES_MAX = 96 * 2 ** 20;

/** From the median of the second quarter of a run to that of the last, in bytes. */
interface Change {
  early: number;
  late: number;
}

export interface MemoryTrend {
  service: ServiceName;
  rss: Change;
  kept: Change;
}

interface TimedMemory {
  at: number;
  memory: ServiceMemory;
}

/** How the memory of each service moved. `at` counts what the run is long in, from 0 to its end. */
export function trendsOf(samples: readonly TimedMemory[], end: number): MemoryTrend[] {
  return SERVICE_NAMES.map((service) => trendOf(samples, end, service));
}

/** Says whose memory does not stay as it is. */
export function judgeMemory(trends: readonly MemoryTrend[], keptGrowthBytesMax = KEPT_GROWTH_BYTES_MAX): string[] {
  return trends.flatMap((trend) => judgeTrend(trend, keptGrowthBytesMax));
}

function trendOf(samples: readonly TimedMemory[], end: number, service: ServiceName): MemoryTrend {
  const quarter = (index: number) =>
    samples
      .filter(({ at }) => at > (end * index) / 4 && at <= (end * (index + 1)) / 4)
      .map(({ memory }) => memory[service]);
  const early = quarter(1);
  const late = quarter(3);
  return {
    service,
    rss: { early: median(early.map(({ rssBytes }) => rssBytes)), late: median(late.map(({ rssBytes }) => rssBytes)) },
    kept: {
      early: median(early.flatMap(({ keptBytes }) => keptBytes ?? [])),
      late: median(late.flatMap(({ keptBytes }) => keptBytes ?? [])),
    },
  };
}

/** NaN when there are no numbers, which passes no comparison. */
function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
}

function judgeTrend({ service, rss, kept }: MemoryTrend, keptGrowthBytesMax: number): string[] {
  const reasons: string[] = [];
  const isFlat = ({ early, late }: Change, growthBytesMax: number) => late - early <= growthBytesMax;
  if (!isFlat(kept, keptGrowthBytesMax)) reasons.push(`the ${service} keeps more and more memory`);
  if (!isFlat(rss, RSS_GROWTH_BYTES_MAX)) reasons.push(`the RSS of the ${service} grows`);
  return reasons;
}

/** In mebibytes. */
export function describeTrend({ service, rss, kept }: MemoryTrend, keptGrowthBytesMax = KEPT_GROWTH_BYTES_MAX): string {
  return `${service}: kept ${describeChange(kept, keptGrowthBytesMax)}, RSS ${describeChange(rss, RSS_GROWTH_BYTES_MAX)}`;
}

function describeChange({ early, late }: Change, growthBytesMax: number): string {
  const growth = late - early;
  return `${mebibytes(early)} → ${mebibytes(late)} (${growth < 0 ? '−' : '+'}${mebibytes(Math.abs(growth))} of at most +${mebibytes(growthBytesMax)})`;
}

export function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1);
}
