import type { StockPoint } from '@stockade/contracts';

const MS_PER_S = 1_000;
const SECONDS_BYTES = 4;
const PIECES_BYTES = 6;
const RECORD_BYTES = 2 * SECONDS_BYTES + 2 * PIECES_BYTES;
const PIECES_LIMIT = 2 ** (8 * PIECES_BYTES - 1);

/** The pieces of a product that are kept; what was received is their sum. */
export interface Pieces {
  readonly available: number;
  readonly reserved: number;
}

/** The pieces from a time on. */
export interface Point extends Pieces {
  /** When the stock was read, in seconds since 1970. */
  readonly atS: number;
  /** When it was last read before, and was still that of the previous point; 0 for the first point. */
  readonly beforeS: number;
}

/** Whether a point can hold them. */
export const isKeepable = ({ available, reserved }: Pieces) =>
  [available, reserved].every((pieces) => Math.abs(pieces) < PIECES_LIMIT);

/** A point as Redis keeps it: 28 characters. */
export function encodePoint({ atS, beforeS, available, reserved }: Point): string {
  const bytes = Buffer.alloc(RECORD_BYTES);
  let at = bytes.writeUInt32LE(atS);
  at = bytes.writeUInt32LE(beforeS, at);
  at = bytes.writeIntLE(available, at, PIECES_BYTES);
  bytes.writeIntLE(reserved, at, PIECES_BYTES);
  return bytes.toString('base64');
}

/** Null for what is no point. */
export function decodePoint(text: string): Point | null {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== RECORD_BYTES) return null;
  return {
    atS: bytes.readUInt32LE(),
    beforeS: bytes.readUInt32LE(SECONDS_BYTES),
    available: bytes.readIntLE(2 * SECONDS_BYTES, PIECES_BYTES),
    reserved: bytes.readIntLE(2 * SECONDS_BYTES + PIECES_BYTES, PIECES_BYTES),
  };
}

export const timeOf = (seconds: number) => new Date(seconds * MS_PER_S).toISOString();

export function viewPoint({ atS, beforeS, available, reserved }: Point): StockPoint {
  return {
    at: timeOf(atS),
    unchanged_until: beforeS === 0 ? null : timeOf(beforeS),
    available,
    reserved,
    received: available + reserved,
  };
}
