import type { Redis } from '@stockade/redis';
import type { Bounds } from './bounds.js';
import type { SignalEmitter } from './signals.js';

/** An entry of a stream as this consumer holds it. */
export interface Entry {
  id: string;
  fields: Readonly<Record<string, string>>;
  /**
   * How often it was delivered, including this time. Redis counts; the count restarts whenever a handler returns from
   * the entry.
   */
  deliveries: number;
}

/** A decoded entry. A handler's script needs `stream` and `id` to acknowledge it. */
export interface Delivery<Event> {
  stream: string;
  id: string;
  deliveries: number;
  event: Event;
}

/**
 * What a handler returns for a delivery:
 * `done` its script changed the state and acknowledged the entry;
 * `duplicate` the entry, or its effect, was settled before, and nothing was touched;
 * `retry` nothing is settled, because of what stands there: try again later;
 * `dead` it can never be processed, because of `dead`: move it to the dead letters.
 */
export type Outcome = 'done' | 'duplicate' | { retry: unknown } | { dead: string };

/**
 * Handles all deliveries in one script call, which acknowledges each that it settles. Returns an outcome per delivery,
 * in order. When it throws, each delivery is handled again by itself, so that one cannot fail the others.
 */
export interface BatchHandler<Event> {
  kind: 'batch';
  handle(deliveries: readonly Delivery<Event>[], signal: AbortSignal): Promise<readonly Outcome[]>;
}

/** Handles one delivery asynchronously, many at once. A throw counts as `retry` because of what was thrown. */
export interface EachHandler<Event> {
  kind: 'each';
  handle(delivery: Delivery<Event>, signal: AbortSignal): Promise<Outcome>;
}

export type Handler<Event> = BatchHandler<Event> | EachHandler<Event>;

/** One stream as one consumer of one group reads it; every part of the runtime gets this. */
export interface Subscription<Event> {
  stream: string;
  group: string;
  consumer: string;
  /** All groups that read the stream: an entry is trimmed only when all of them have acknowledged it. */
  readers: readonly string[];
  /** The connection for commands; may be shared with handlers. Never used for a blocking read. */
  redis: Redis;
  decode(fields: Readonly<Record<string, string>>): Event;
  handler: Handler<Event>;
  bounds: Bounds;
  signals: SignalEmitter;
  /** Id of this life of the consumer, which ends with its process; the next process of the same name has another. */
  life: string;
}

/** `begun`: take no more entries. `deadline`: stop waiting for entries in flight. */
export interface Stop {
  begun: AbortSignal;
  deadline: AbortSignal;
}

/** The stream of dead letters; it shares the slot of its source. */
export function deadLettersOf(stream: string): string {
  return `${stream}:dead`;
}

/** A hash of the consumer lives that handle a suspect alone; it shares the slot of the stream. See suspects.ts. */
export function suspectsOf(stream: string): string {
  return `${stream}:suspects`;
}

/** A hash from each consumer to the id of its present life; it shares the slot of the stream. See lives.ts. */
export function livesOf(stream: string): string {
  return `${stream}:lives`;
}

/** When an entry was appended, ms since 1970 by the clock of Redis: the first part of the id that Redis gave it. */
export function appendedAtMs(entryId: string): number {
  return Number(entryId.split('-', 1)[0]);
}

/** The range of ids in which a script looks for the pending entries of a batch. */
export function firstAndLastId(deliveries: readonly { id: string }[]): [string, string] {
  return [deliveries[0]?.id ?? '-', deliveries.at(-1)?.id ?? '+'];
}
