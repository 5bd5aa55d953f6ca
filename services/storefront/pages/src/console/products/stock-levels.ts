import type { ProductStock, StockHistory } from '@stockade/client';

const MS_PER_S = 1_000;

export type Kind = 'available' | 'reserved' | 'received';

/** The pieces of a product from a time on. */
export interface StockLevel {
  /** By Date.now(). */
  atMs: number;
  available: number;
  reserved: number;
  received: number;
  /** When it was looked at before, if that is so long ago that what was in between is not known. */
  unknownSinceMs: number | null;
}

/** From one look to the next, at most. */
const LOOKS_APART_MAX_MS = 150_000;

/** What is kept, and what is there now, which the next look keeps. */
export function levelsOf(
  { points }: StockHistory,
  stock: ProductStock | undefined,
  nowMs: number | null,
): StockLevel[] {
  const kept = points.map(({ at, unchanged_until: until, available, reserved, received }): StockLevel => {
    const [atMs, untilMs] = [Date.parse(at), until === null ? null : Date.parse(until)];
    const isLate = untilMs !== null && atMs - untilMs > LOOKS_APART_MAX_MS;
    return { atMs, available, reserved, received, unknownSinceMs: isLate ? untilMs : null };
  });
  const lastMs = kept.at(-1)?.atMs ?? 0;
  if (stock === undefined || nowMs === null || nowMs <= lastMs) return kept;
  // As the history counts what is on its way between two places.
  const available = stock.available + stock.in_transit;
  const now = { available, reserved: stock.reserved, received: available + stock.reserved };
  return [...kept, { atMs: nowMs, ...now, unknownSinceMs: null }];
}

/** The levels since a time, of which the first was there before; null: all. */
export function since(levels: readonly StockLevel[], fromMs: number | null): StockLevel[] {
  if (fromMs === null) return [...levels];
  const first = levels.findLast(({ atMs }) => atMs <= fromMs);
  const after = levels.filter(({ atMs }) => atMs > fromMs);
  return first === undefined ? after : [{ ...first, atMs: fromMs, unknownSinceMs: null }, ...after];
}

/** Times in seconds since 1970, and what there was of each kind: each level holds until the next, and where nobody looked is a gap. */
export function stepsOf(levels: readonly StockLevel[], kinds: readonly Kind[]): [number[], ...(number | null)[][]] {
  const steps = levels.flatMap((level, i): { atMs: number; level: StockLevel | null }[] => {
    const { atMs, unknownSinceMs } = level;
    const before = levels[i - 1];
    if (before === undefined || unknownSinceMs === null) return [{ atMs, level }];
    const gapMs = Math.max(unknownSinceMs, before.atMs);
    return [
      { atMs: gapMs, level: before },
      { atMs: gapMs + MS_PER_S, level: null },
      { atMs, level },
    ];
  });
  return [
    steps.map(({ atMs }) => atMs / MS_PER_S),
    ...kinds.map((kind) => steps.map(({ level }) => level?.[kind] ?? null)),
  ];
}
