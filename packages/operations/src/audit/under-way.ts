import { flowsOf, type Flow, type Keys } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { appendedAtMs } from '@stockade/streams';
import { compareEntryIds } from '../entry-id.js';
import { readEntries } from '../read-entries.js';
import { readGroups } from '../stream-view.js';
import type { Doubt } from './order-rules.js';
import { orElse } from './unreadable.js';

const PAGE_ENTRIES = 500;
/**
 * How far the time of an order and that of its event may differ: by network delay and by the difference of two clocks.
 */
const NEAR_MS = 1_000;

type AwaitedEvent = NonNullable<Doubt['unlessUnderWay']>;

/** The doubts by order. */
export type Doubts = ReadonlyMap<string, readonly Doubt[]>;

/**
 * Removes the doubts about orders whose event is waiting in its stream or pending.
 *
 * A backlog may hold millions of events, so they are not collected. `near` looks only where the time of the order says
 * that its event should be: for the orders of a page that is a short range of the stream, read once. `everywhere` reads
 * all entries that the group has not settled, which also finds events that were appended again; it is for the few
 * doubts that are left.
 */
export async function dropUnderWay(
  redis: Redis,
  keys: Keys,
  doubts: Doubts,
  scope: 'near' | 'everywhere',
): Promise<Map<string, Doubt[]>> {
  const flowOf = (id: string, { flow }: AwaitedEvent): Flow => flowsOf(keys.of(id))[flow];
  const awaited = new Map<Flow, { ids: Set<string>; fromMs: number; toMs: number }>();
  for (const [id, event] of awaitedEvents(doubts)) {
    const { appendedAboutMs } = event;
    const flow = flowOf(id, event);
    const { ids, fromMs, toMs } = awaited.get(flow) ?? { ids: new Set(), fromMs: Infinity, toMs: -Infinity };
    awaited.set(flow, {
      ids: ids.add(id),
      fromMs: Math.min(fromMs, appendedAboutMs - NEAR_MS),
      toMs: Math.max(toMs, appendedAboutMs + NEAR_MS),
    });
  }

  const found = new Map<Flow, ReadonlySet<string>>();
  for (const [flow, { ids, ...near }] of awaited)
    // Nobody can tell of a stream that cannot be read, which is a finding of its own.
    found.set(flow, await orElse(findUnderWay(redis, flow, ids, scope === 'near' ? near : null), ids));

  const left = new Map<string, Doubt[]>();
  for (const [id, some] of doubts) {
    const kept = some.filter(({ unlessUnderWay: event }) => !event || !found.get(flowOf(id, event))?.has(id));
    if (kept.length > 0) left.set(id, kept);
  }
  return left;
}

function* awaitedEvents(doubts: Doubts): Generator<[string, AwaitedEvent]> {
  for (const [id, some] of doubts)
    for (const { unlessUnderWay } of some) if (unlessUnderWay) yield [id, unlessUnderWay];
}

/** The orders with an event in the stream that their group has not received or not settled. */
async function findUnderWay(
  redis: Redis,
  { stream, readers: [group] }: Flow,
  ids: ReadonlySet<string>,
  window: { fromMs: number; toMs: number } | null,
): Promise<Set<string>> {
  const state = (await readGroups(redis, stream)).find(({ name }) => name === group);
  const delivered = state?.lastDeliveredId ?? '0-0';
  const oldestPending = state && state.pending > 0 ? (await redis.xPending(stream, group)).firstId : null;
  const isOpen = async (id: string) =>
    compareEntryIds(id, delivered) > 0 || (await redis.xPendingRange(stream, group, id, id, 1)).length > 0;

  const found = new Set<string>();
  let start = oldestPending ?? `(${delivered}`;
  if (window && window.fromMs > appendedAtMs(oldestPending ?? delivered)) start = String(window.fromMs);
  const end = window ? String(window.toMs) : '+';
  while (found.size < ids.size) {
    const entries = await readEntries(redis, stream, start, end, PAGE_ENTRIES);
    const ours = entries.filter(({ message }) => ids.has(message['subject'] ?? ''));
    const open = await Promise.all(ours.map(({ id }) => isOpen(id)));
    for (const [i, { message }] of ours.entries()) if (open[i]) found.add(message['subject'] ?? '');
    if (entries.length < PAGE_ENTRIES) break;
    start = `(${entries.at(-1)?.id}`;
  }
  return found;
}
