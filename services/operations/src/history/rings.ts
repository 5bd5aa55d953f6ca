import { HISTORY_STEPS_S, type HistoryStep } from '@stockade/contracts';
import { SERIES } from './series.js';

/** Counts up with the layout of a record, and is part of the names of the rings. */
const LAYOUT = 1;
const MS_PER_S = 1_000;
/** A number of 32 bits for the slot, and one for each series. */
const RECORD_BYTES = 4 * (1 + SERIES.length);
const BASE64_BYTES = 3;
const BASE64_CHARACTERS = 4;
/** Each record is text of its own, whose length does not depend on what is in it. */
export const RECORD_CHARACTERS = BASE64_CHARACTERS * Math.ceil(RECORD_BYTES / BASE64_BYTES);

/** The last values of all series, one record for each step: a string in Redis that is written over and over. */
export interface Ring {
  readonly stepS: HistoryStep;
  /** What it is called in the name of its key. */
  readonly name: string;
  /** How many records it holds. */
  readonly slots: number;
}

/** 15 minutes, 6 hours, and 7 days. */
const SLOTS: Readonly<Record<HistoryStep, number>> = { 1: 900, 10: 2_160, 60: 10_080 };

export const RINGS: readonly Ring[] = HISTORY_STEPS_S.map((stepS) => ({
  stepS,
  name: `${LAYOUT}:${stepS}s`,
  slots: SLOTS[stepS],
}));

/** The number of the step in which a time lies, counted from 1970. */
export const slotAt = ({ stepS }: Ring, atMs: number) => Math.floor(atMs / (stepS * MS_PER_S));
/** When a step begins. */
export const startOf = ({ stepS }: Ring, slot: number) => slot * stepS * MS_PER_S;
/** Where a step has its place in the ring. */
export const placeOf = ({ slots }: Ring, slot: number) => slot % slots;

/** A record: which step it is of, which tells a place that was not written since the last time round, and the values. */
export function encodeRecord(slot: number, values: readonly (number | null)[]): string {
  const bytes = Buffer.alloc((RECORD_CHARACTERS / BASE64_CHARACTERS) * BASE64_BYTES);
  bytes.writeUInt32LE(slot);
  for (const [i, value] of values.entries()) bytes.writeFloatLE(value ?? Number.NaN, 4 * (i + 1));
  return bytes.toString('base64');
}

/** The values of a record of this step, null for those that were not known; null when the place holds another step, or none. */
export function decodeRecord(slot: number, text: string): (number | null)[] | null {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length < RECORD_BYTES || bytes.readUInt32LE() !== slot) return null;
  return SERIES.map((_, i) => {
    const value = bytes.readFloatLE(4 * (i + 1));
    // Seven digits are what it holds.
    return Number.isNaN(value) ? null : Number(value.toPrecision(7));
  });
}
