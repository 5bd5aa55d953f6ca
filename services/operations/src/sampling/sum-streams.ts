import type { GroupView, StreamOverview, StreamView } from '@stockade/contracts';
import type { StreamProgress } from '@stockade/operations';
import { addedBetween, type StreamReading } from './read-stream.js';
import { STREAM_KINDS } from './watched-streams.js';

const MS_PER_S = 1_000;

/** How far each stream had come at a time, by its name; none in it before the first sample. */
export interface Mark {
  readonly progress: ReadonlyMap<string, StreamProgress | null>;
  /** By `performance.now()`. */
  readonly at: number;
}

/** Sums up the streams of each kind, over all partitions. */
export function sumStreams(readings: readonly StreamReading[], since: Mark): StreamOverview[] {
  const ms = performance.now() - since.at;
  return STREAM_KINDS.map((stream) => {
    const ofKind = readings.filter(({ watched }) => watched.kind === stream);
    const partitions = ofKind.map((reading) => ({
      partition: reading.watched.partition,
      rate_per_s: rateOf(reading, since.progress, ms),
      ...levelsOf(reading.view),
    }));
    return {
      stream,
      rate_per_s: sumKnown(partitions.map(({ rate_per_s }) => rate_per_s)),
      length: sum(partitions.map(({ length }) => length)),
      lag: sumKnown(partitions.map(({ lag }) => lag)),
      pending: sum(partitions.map(({ pending }) => pending)),
      oldest_pending_age_ms: greatestKnown(partitions.map((one) => one.oldest_pending_age_ms)),
      deliveries_max: Math.max(0, ...partitions.map(({ deliveries_max }) => deliveries_max)),
      dead_letters: sum(partitions.map(({ dead_letters }) => dead_letters)),
      groups: sumGroups(ofKind.map(({ view }) => view)),
      partitions,
    };
  });
}

function rateOf({ watched, progress }: StreamReading, since: Mark['progress'], ms: number): number | null {
  const before = since.get(watched.flow.stream);
  const added = before === undefined ? null : addedBetween(before, progress);
  return added === null || ms <= 0 ? null : (added * MS_PER_S) / ms;
}

function levelsOf({ length, dead_letters, groups }: StreamView) {
  const lags = groups.map(({ lag }) => lag);
  return {
    length,
    lag: lags.includes(null) ? null : greatestKnown(lags),
    pending: sum(groups.map(({ pending }) => pending)),
    oldest_pending_age_ms: greatestKnown(groups.map((one) => one.oldest_pending_age_ms)),
    deliveries_max: Math.max(0, ...groups.map(({ deliveries_max }) => deliveries_max)),
    dead_letters,
  };
}

function sumGroups(views: readonly StreamView[]): StreamOverview['groups'] {
  const names = new Set(views.flatMap(({ groups }) => groups.map(({ group }) => group)));
  return [...names].map((name) => {
    const each = views.flatMap(({ groups }) => groups.filter(({ group }) => group === name));
    return {
      group: name,
      declared: each.every(({ declared }) => declared),
      exists: each.length === views.length && each.every(({ exists }) => exists),
      lag: sumKnown(each.map(({ lag }) => lag)),
      pending: sum(each.map(({ pending }) => pending)),
      consumers: sumConsumers(each),
    };
  });
}

/** A consumer has one name in all partitions. */
function sumConsumers(groups: readonly GroupView[]): StreamOverview['groups'][number]['consumers'] {
  const byName = new Map<string, { name: string; pending: number; idle_ms: number }>();
  for (const { name, pending, idle_ms } of groups.flatMap(({ consumers }) => consumers)) {
    const known = byName.get(name);
    byName.set(name, {
      name,
      pending: pending + (known?.pending ?? 0),
      idle_ms: Math.min(idle_ms, known?.idle_ms ?? Infinity),
    });
  }
  return [...byName.values()];
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Null when one of them is not known. */
function sumKnown(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>((total, value) => (total === null || value === null ? null : total + value), 0);
}

/** Null when none is known. */
function greatestKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}
