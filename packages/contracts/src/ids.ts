import { v7 } from 'uuid';
import { z } from 'zod';

/** Orders, products, users, sessions and events are named by UUIDs; ours are version 7. */
export const idSchema = z.uuid();

/**
 * A new UUIDv7 (RFC 9562): sorts by creation, so an index of ids is an index by time.
 * Increases strictly within one process.
 */
export function newId(): string {
  return v7();
}
