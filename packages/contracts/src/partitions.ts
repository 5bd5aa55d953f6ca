import { createHash } from 'node:crypto';
import { newId } from './ids.js';

/**
 * The last three digits of an id that is made for a customer say in which partition the customer's data are, whatever the number of
 * partitions is. They are a hash of the email.
 */
const PLACE_DIGITS = 3;
const PLACES = 16 ** PLACE_DIGITS;

/** With more partitions, some would stay empty. */
export const PARTITIONS_MAX = 1_024;

/** The partition in which everything with this id lies, from 0. */
export function partitionOf(id: string, partitions: number): number {
  return (Number.parseInt(id.slice(-PLACE_DIGITS), 16) || 0) % partitions;
}

/** The partition of the customer with this email, from 0. */
export function partitionOfEmail(email: string, partitions: number): number {
  return placeOfEmail(email) % partitions;
}

/** A new id, as `newId`, for a customer with this email. */
export function newIdOfEmail(email: string): string {
  return `${newId().slice(0, -PLACE_DIGITS)}${placeOfEmail(email).toString(16).padStart(PLACE_DIGITS, '0')}`;
}

/** A new id, as `newId`, of something that belongs to whatever has the given id: it lies in the same partition. */
export function newIdBeside(id: string, now = Date.now()): string {
  return `${newId(now).slice(0, -PLACE_DIGITS)}${id.slice(-PLACE_DIGITS)}`;
}

function placeOfEmail(email: string): number {
  return createHash('sha256').update(email).digest().readUInt32BE() % PLACES;
}
