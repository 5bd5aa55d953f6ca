import { flowsOf, readAttributes, type Flow, type KeptEvent, type Keys, type StoryEvent } from '@stockade/contracts';
import { isReply, type Redis } from '@stockade/redis';
import { appendedAtMs } from '@stockade/streams';
import { compareEntryIds } from '../entry-id.js';
import { momentOf } from '../letter-view.js';
import { readEntries, readNewestEntries, walkEntries, type StoredEntry } from '../read-entries.js';
import { shortenFields } from '../shorten-letter.js';
import { readGroups } from '../stream-view.js';

/** A stream of at most so many entries is searched whole. */
const STREAM_ENTRIES_MAX = 2_000;
/** Of a longer one: so many of the newest, and of the oldest pending ones; and about the time of the event. */
const NEWEST_ENTRIES_MAX = 500;
const PENDING_ENTRIES_MAX = 500;
/** How far the time of an order and that of its event may differ. */
const NEAR_MS = 1_000;
const TOGETHER_CHARACTERS_MAX = 2_000_000;

/** When the events of an order were first announced, as far as it tells; milliseconds since 1970. */
export interface EventTimes {
  orderPlaced: number | undefined;
  orderCompleted: number | undefined;
  refundInitiated: number | undefined;
}

/**
 * Finds the events of an order that are still in its streams, and how far each consumer group is with them; and tells those that
 * were trimmed, as far as the order keeps them.
 */
export async function findEvents(
  redis: Redis,
  keys: Keys,
  orderId: string,
  times: EventTimes,
  kept: readonly KeptEvent[],
) {
  const { orderPlaced, orderCompleted, refundInitiated } = flowsOf(keys.of(orderId));
  const search = (flow: Flow, aroundMs: number | undefined) =>
    searchStream(redis, flow, orderId, {
      aroundMs,
      kept: kept.find(({ type }) => type === flow.event.type),
      placedMs: kept.find(({ type }) => type === orderPlaced.event.type)?.atMs ?? times.orderPlaced,
    });
  const searches = await Promise.all([
    search(orderPlaced, times.orderPlaced),
    search(orderCompleted, times.orderCompleted),
    search(refundInitiated, times.refundInitiated),
  ]);
  const found = searches.flatMap(({ events }) => events);
  return {
    events: found.toSorted((one, other) => compareEntryIds(one.entry_id, other.entry_id)),
    complete: searches.every(({ complete }) => complete),
  };
}

interface Known {
  /** When the event was announced. */
  aroundMs: number | undefined;
  /** What the order keeps of it. */
  kept: KeptEvent | undefined;
  /** When the order was placed, by the clock of Redis if it is known by that. */
  placedMs: number | undefined;
}

async function searchStream(redis: Redis, flow: Flow, orderId: string, { aroundMs, kept, placedMs }: Known) {
  const complete = (await redis.xLen(flow.stream)) <= STREAM_ENTRIES_MAX;
  const entries = complete ? wholeStream(redis, flow.stream) : await likelyEntries(redis, flow, aroundMs, kept);
  const ours = new Map<string, StoredEntry>();
  for await (const entry of entries) if (entry.message['subject'] === orderId) ours.set(entry.id, entry);
  const events = await Promise.all([...ours.values()].map((entry) => toEvent(redis, flow, entry, placedMs)));
  const isGone = kept !== undefined && !ours.has(kept.id);
  return { events: isGone ? [...events, toGoneEvent(flow, kept, placedMs)] : events, complete };
}

function wholeStream(redis: Redis, stream: string): AsyncGenerator<StoredEntry> {
  return walkEntries(redis, stream, { from: '-', to: '+', newestFirst: false }, TOGETHER_CHARACTERS_MAX);
}

/** The entries among which an event of a long stream most likely is. */
async function likelyEntries(
  redis: Redis,
  { stream, readers }: Flow,
  aroundMs: number | undefined,
  kept: KeptEvent | undefined,
): Promise<StoredEntry[]> {
  const known = kept === undefined ? [] : await readEntries(redis, stream, kept.id, kept.id, 1);
  const near =
    aroundMs === undefined
      ? []
      : await readEntries(redis, stream, String(aroundMs - NEAR_MS), String(aroundMs + NEAR_MS), STREAM_ENTRIES_MAX);
  const newest = await readNewestEntries(redis, stream, NEWEST_ENTRIES_MAX);
  const pending = await Promise.all(
    readers.map(async (group) => {
      const oldest = await readPending(redis, stream, group, '-', '+', PENDING_ENTRIES_MAX);
      return Promise.all(oldest.map(({ id }) => readEntries(redis, stream, id, id, 1)));
    }),
  );
  return [...known, ...near, ...newest, ...pending.flat(2)];
}

async function toEvent(
  redis: Redis,
  { stream, readers }: Flow,
  { id, message }: StoredEntry,
  placedMs: number | undefined,
): Promise<StoryEvent> {
  const groups = await readGroups(redis, stream);
  const names = new Set([...readers, ...groups.map(({ name }) => name)]);
  const deliveries = [...names].map((group) => {
    const lastDelivered = groups.find(({ name }) => name === group)?.lastDeliveredId ?? '0-0';
    return toDelivery(redis, { stream, id, group, lastDelivered });
  });
  const { id: eventId, type, source } = readAttributes(message) ?? { id: '', type: '', source: '' };
  const { fields, isWhole } = shortenFields(Object.entries(message));
  return {
    stream,
    entry_id: id,
    event_id: eventId,
    type,
    source,
    ...whenOf(appendedAtMs(id), placedMs),
    in_stream: true,
    fields,
    complete: isWhole,
    deliveries: await Promise.all(deliveries),
  };
}

/** An event whose entry was trimmed, which happens once every group has settled it. */
const toGoneEvent = ({ stream }: Flow, { type, id, atMs }: KeptEvent, placedMs: number | undefined): StoryEvent => ({
  stream,
  entry_id: id,
  event_id: null,
  type,
  source: null,
  ...whenOf(atMs, placedMs),
  in_stream: false,
  fields: [],
  complete: true,
  deliveries: [],
});

interface Delivered {
  stream: string;
  id: string;
  group: string;
  lastDelivered: string;
}

/** How far a group is with an entry. */
async function toDelivery(redis: Redis, { stream, id, group, lastDelivered }: Delivered) {
  const unknown = { group, consumer: null, deliveries: null, idle_ms: null };
  if (compareEntryIds(id, lastDelivered) > 0) return { ...unknown, state: 'waiting' as const };
  const [held] = await readPending(redis, stream, group, id, id, 1);
  if (held === undefined) return { ...unknown, state: 'settled' as const };
  const { consumer, deliveriesCounter, millisecondsSinceLastDelivery } = held;
  return {
    group,
    state: 'pending' as const,
    consumer,
    deliveries: deliveriesCounter,
    idle_ms: millisecondsSinceLastDelivery,
  };
}

async function readPending(redis: Redis, stream: string, group: string, from: string, to: string, count: number) {
  try {
    return await redis.xPendingRange(stream, group, from, to, count);
  } catch (error) {
    if (isReply(error, 'NOGROUP')) return [];
    throw error;
  }
}

function whenOf(atMs: number, placedMs: number | undefined): Pick<StoryEvent, 'at' | 'since_placed_ms'> {
  const at = momentOf(atMs);
  return { at, since_placed_ms: at === null || placedMs === undefined ? null : atMs - placedMs };
}
