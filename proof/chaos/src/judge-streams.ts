import { flowsOf, type FlowName, type Keys, type OrderStatus } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { countAppended, readDeadLetters } from './books.js';
import type { Report } from './invariants.js';
import type { Ledger } from './ledger.js';

const FLOW_NAMES: readonly FlowName[] = ['orderPlaced', 'orderCompleted', 'refundInitiated'];

/**
 * Every order that went on did so because of an event, so each change was announced at least once. Redis counts what was
 * ever appended to a stream, trimmed or not: no more than that means exactly once.
 */
export async function judgeEvents(
  redis: Redis,
  keys: Keys,
  { poison, doubtfulPoison }: Ledger,
  { pending, completed, failed, cancelled, refunded }: Record<OrderStatus, number>,
  announcedTwice: ReadonlyMap<string, readonly string[]>,
  report: Report,
): Promise<void> {
  const counts = {
    orderPlaced: pending + completed + failed + cancelled + refunded,
    orderCompleted: completed + refunded,
    refundInitiated: refunded,
  };
  for (const name of FLOW_NAMES) {
    const count = counts[name];
    const streams = keys.partitions.map((partition) => flowsOf(partition)[name].stream);
    const poisoned = [...poison].filter(([, where]) => streams.includes(where)).map(([reference]) => reference);
    const most = count + poisoned.length;
    const least = most - poisoned.filter((reference) => doubtfulPoison.has(reference)).length;
    const appended = await countAppended(redis, streams);
    if (appended >= least && appended <= most) continue;
    const expected = `${count} changes and ${poisoned.length} poisonous entries`;
    report('one-event-per-change', `${name}: ${appended} entries for ${expected}`);
    for (const orderId of streams.flatMap((stream) => announcedTwice.get(stream) ?? []))
      report('one-event-per-change', `order ${orderId} was announced more than once by ${name}`, orderId);
  }
}

/** Answers how many poisonous entries are among the dead letters. */
export async function judgeDeadLetters(
  redis: Redis,
  keys: Keys,
  { poison, doubtfulPoison }: Ledger,
  report: Report,
): Promise<number> {
  const dead = await readDeadLetters(redis, keys);
  for (const other of dead.others) report('dead-letters-are-poison', other);
  for (const reference of poison.keys()) {
    if (!dead.poison.has(reference) && !doubtfulPoison.has(reference))
      report('dead-letters-are-poison', `the poison ${reference} is no dead letter`);
  }
  return dead.poison.size;
}
