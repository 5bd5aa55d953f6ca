import type { Redis } from '@stockade/redis';
import type { Bounds } from './bounds.js';
import type { SignalEmitter } from './signals.js';

/** An entry of a stream as this consumer holds it. */
export interface Entry {
  id: string;
  fields: Readonly<Record<string, string>>;
  /** How often it was delivered, this time included; counted by Redis, from 1 again whenever a handler came back from it. */
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
 * What a handler says of a delivery:
 * `done` its script changed the state and acknowledged the entry;
 * `duplicate` the entry, or its effect, was settled before, and nothing was touched;
 * `retry` nothing is settled, try again later;
 * `dead` it can never be processed, because of `dead`: move it to the dead letters.
 */
export type Outcome = 'done' | 'duplicate' | 'retry' | { dead: string };

/**
 * A batch effect: all deliveries in one script call, which acknowledges each that it settles. Answers an outcome per
 * delivery, in order. When it throws, each delivery is tried again by itself, so one cannot take the others along.
 */
export interface BatchHandler<Event> {
  kind: 'batch';
  handle(deliveries: readonly Delivery<Event>[], signal: AbortSignal): Promise<readonly Outcome[]>;
}

/** An asynchronous effect per entry, many at once. A throw is a retry. */
export interface EachHandler<Event> {
  kind: 'each';
  handle(delivery: Delivery<Event>, signal: AbortSignal): Promise<Outcome>;
}

export type Handler<Event> = BatchHandler<Event> | EachHandler<Event>;

/** One stream as one consumer of one group reads it: what every part of the runtime is given. */
export interface Subscription<Event> {
  stream: string;
  group: string;
  consumer: string;
  /** All groups that read the stream: what one of them has not acknowledged is not trimmed. */
  readers: readonly string[];
  /** Commands; may be shared with handlers. Never used for a blocking read. */
  redis: Redis;
  decode(fields: Readonly<Record<string, string>>): Event;
  handler: Handler<Event>;
  bounds: Bounds;
  signals: SignalEmitter;
  /** This life of the consumer, which ends with its process; the next one under the same name has another. */
  life: string;
}

/** The stream that takes what nobody can process; it shares the slot of its source. */
export function deadLettersOf(stream: string): string {
  return `${stream}:dead`;
}

/** A hash of the lives that hold a suspect of the stream alone, in the slot of the stream; see suspects.ts. */
export function suspectsOf(stream: string): string {
  return `${stream}:suspects`;
}

/** When an entry was appended, ms since 1970 by the clock of Redis: the first part of the id that Redis gave it. */
export function appendedAtMs(entryId: string): number {
  return Number(entryId.split('-', 1)[0]);
}

/** The ids between which a script looks for what is pending of a batch. */
export function firstAndLastId(deliveries: readonly { id: string }[]): [string, string] {
  return [deliveries[0]?.id ?? '-', deliveries.at(-1)?.id ?? '+'];
}
