import type { StreamOverview } from '@stockade/client';

/** The limits at which operations.md alerts. */
const LAG_ALERT = 1_000;
const AGE_ALERT_MS = 120_000;
const AGE_WARNING_MS = 30_000;
/** A consumer asks Redis again every few seconds; one that has not for so long is not there. */
const SILENT_MS = 15_000;

const WIDTH_MIN = 8;
const WIDTH_MAX = 26;
const WIDTH_PER_DOUBLING = 1.8;

/** How wide a pipe is: as the rate, on a logarithmic scale. */
export const pipeWidth = (rate: number | null): number =>
  Math.min(WIDTH_MAX, WIDTH_MIN + WIDTH_PER_DOUBLING * Math.log2(1 + (rate ?? 0)));

/** How full a pipe is, 0 to 1: as what waits in it, on a logarithmic scale up to the alert. */
export const pipeFill = (lag: number | null): number => Math.min(1, Math.log1p(lag ?? 0) / Math.log1p(LAG_ALERT));

type Condition = 'good' | 'slow' | 'bad';

export const CONDITION_COLOURS: Readonly<Record<Condition, string>> = {
  good: 'var(--good)',
  slow: 'var(--stale)',
  bad: 'var(--bad)',
};

export function conditionOf({ lag, oldest_pending_age_ms: ageMs }: StreamOverview): Condition {
  if ((ageMs ?? 0) >= AGE_ALERT_MS || (lag ?? 0) >= LAG_ALERT) return 'bad';
  return (ageMs ?? 0) >= AGE_WARNING_MS ? 'slow' : 'good';
}

/** Who reads a stream as declared. */
export interface Readers {
  /** Consumers that have asked Redis of late. */
  living: number;
  pending: number;
  /** Groups that nobody declared, and that hold up the trimming. */
  others: readonly string[];
}

export function readersOf({ groups }: StreamOverview): Readers {
  const declared = groups.filter((group) => group.declared);
  return {
    living: declared.reduce(
      (count, { consumers }) => count + consumers.filter(({ idle_ms }) => idle_ms < SILENT_MS).length,
      0,
    ),
    pending: declared.reduce((count, { pending }) => count + pending, 0),
    others: groups.filter((group) => !group.declared).map(({ group }) => group),
  };
}
