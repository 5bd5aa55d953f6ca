/** An entry of a stream as this consumer holds it. */
export interface Entry {
  id: string;
  fields: Readonly<Record<string, string>>;
  /** How often it was delivered, this time included; counted by Redis. */
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
