import { allFlows, reasonsOf, type Keys } from '@stockade/contracts';
import { isOfOtherType, readFrom, UnreadableRecordError, type Redis } from '@stockade/redis';
import { deadLettersOf } from '@stockade/streams';
import type { z } from 'zod';
import type { Finding } from './finding.js';

const ADVICE = 'see what it is with TYPE in redis-cli; mend it, restore it from a backup, or RENAME it away';

/** What a finding says of a record that cannot be read: its key, why, and what an operator does. */
export const describeUnreadable = ({ message }: UnreadableRecordError) => `unreadable: ${message}; ${ADVICE}`;

/** The finding about such a record, which belongs to no order. */
export const unreadableFinding = (id: string, error: UnreadableRecordError): Finding => ({
  rule: 'record-readable',
  id,
  what: describeUnreadable(error),
});

/** The error that a record does not fit its schema. */
export function misfit(key: string, error: z.ZodError): UnreadableRecordError {
  return new UnreadableRecordError(key, reasonsOf(error));
}

/** Waits for what is read from a key; gives something else when that is of another type, which is reported elsewhere. */
export async function orElse<Value, Other>(reading: Promise<Value>, otherwise: Other): Promise<Value | Other> {
  try {
    return await reading;
  } catch (error) {
    if (!isOfOtherType(error)) throw error;
    return otherwise;
  }
}

/** Why a record cannot be read, or null when it can. */
export async function whyUnreadable(key: string, reading: Promise<unknown>): Promise<UnreadableRecordError | null> {
  try {
    await readFrom(key, reading);
    return null;
  } catch (error) {
    if (!(error instanceof UnreadableRecordError)) throw error;
    return error;
  }
}

/** Finds the lists and streams of the shop that are of another type. The rest of the audit takes each of them for empty. */
export async function judgeLists(redis: Redis, keys: Keys): Promise<Finding[]> {
  const streams = allFlows(keys).flatMap(({ stream }) => [stream, deadLettersOf(stream)]);
  const errors = await Promise.all([
    ...[keys.products, ...keys.partitions.flatMap(({ orders, refunds }) => [orders, refunds])].map((key) =>
      whyUnreadable(key, redis.zCard(key)),
    ),
    ...keys.partitions
      .flatMap(({ users, userEmails }) => [users, userEmails])
      .map((key) => whyUnreadable(key, redis.zScore(key, ''))),
    ...keys.stocks.map(({ openTransfers }) => whyUnreadable(openTransfers, redis.sIsMember(openTransfers, ''))),
    ...streams.map((key) => whyUnreadable(key, redis.xLen(key))),
  ]);
  return errors.filter((error) => error !== null).map((error) => unreadableFinding(error.key, error));
}
