import { v7 } from 'uuid';
import { z } from 'zod';
import { takeRandomness } from './randomness.js';
import { expecting } from './words.js';

const CANONICAL = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const error = expecting('a UUID');

/** The id of an order, product, user, session or event: a UUID, in lower case in Redis, in events and in answers. */
export const idSchema = z.stringFormat('uuid', CANONICAL, { error });

/** An id as sent by a client: UUIDs are compared ignoring case (RFC 9562, section 4). It is parsed to lower case. */
export const sentIdSchema = z.uuid({ error }).toLowerCase();

/** The digits of a UUIDv7 that are its time, and the hyphen among them. */
const TIME_LENGTH = 13;
/** What follows the time in the lowest UUIDv7 of a millisecond. */
const LOWEST_TAIL = '-7000-8000-000000000000';
const LOWEST_ID = `00000000-0000${LOWEST_TAIL}`;

/** When an id was made: milliseconds since 1970, by the clock of the service that made it. */
export function timeOfId(id: string): number {
  return Number.parseInt(id.slice(0, TIME_LENGTH).replace('-', ''), 16);
}

/** The id that sorts before all ids made at this time or later, and after all that were made before. */
export function firstIdAt(ms: number): string {
  const digits = Math.max(0, ms)
    .toString(16)
    .padStart(TIME_LENGTH - 1, '0');
  return `${digits.slice(0, 8)}-${digits.slice(8)}${LOWEST_TAIL}`;
}

/** Whether an id, in lower case, may begin like this. */
export function isBeginningOfId(text: string): boolean {
  return CANONICAL.test(text + LOWEST_ID.slice(text.length));
}

const RANDOM_BYTES_PER_ID = 16;
let lastMs = 0;
let sequence = 0;

/**
 * A new UUIDv7 (RFC 9562) of this time, in milliseconds since 1970: sorts by creation, so an index of ids is an index by time.
 * Increases strictly within one process, even when its clock stands still or is set back.
 */
export function newId(now = Date.now()): string {
  const random = takeRandomness(RANDOM_BYTES_PER_ID);
  if (now > lastMs) {
    lastMs = now;
    sequence = randomSequence(random);
  } else {
    sequence += 1;
  }
  return v7({ random, msecs: lastMs, seq: sequence });
}

/**
 * A start for the 32-bit counter with the top bit clear, so that it can count on; its bytes appear nowhere else in the
 * id.
 */
function randomSequence([a = 0, b = 0, c = 0, d = 0]: Uint8Array): number {
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 1;
}
