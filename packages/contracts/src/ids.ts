import { v7 } from 'uuid';
import { z } from 'zod';

/** Orders, products, users, sessions and events are named by UUIDs. */
export const idSchema = z.uuid();

/**
 * A new UUIDv7 (RFC 9562): sorts by creation, so an index of ids is an index by time.
 * Increases strictly within one process.
 */
export function newId(): string {
  return v7();
}

/**
 * A new id for an event: a random UUID (version 4), which the platform makes ten times as fast. Nothing is sorted by it,
 * since a stream has ids of its own.
 */
export function newEventId(): string {
  return crypto.randomUUID();
}
