import type { GroupView, StreamView } from '@stockade/contracts';
import { isReply, type Redis } from '@stockade/redis';
import { appendedAtMs } from '@stockade/streams';
import type { Flow } from './flows.js';

/** Pending entries that are looked at for the highest delivery count: the oldest, which are the ones in trouble. */
const PENDING_ENTRIES_SEEN_MAX = 1_000;

/** A missing stream or group is an answer and not an error. Groups that nobody expects are shown too. */
export async function viewStream(redis: Redis, { stream, group, deadLetters }: Flow): Promise<StreamView> {
  const [exists, length, dead, groups] = await Promise.all([
    redis.exists(stream),
    redis.xLen(stream),
    redis.xLen(deadLetters),
    readGroups(redis, stream),
  ]);
  const views = await Promise.all(groups.map((one) => viewGroup(redis, stream, one)));
  if (groups.every(({ name }) => name !== group)) views.unshift(missingGroup(group, length));
  return { stream, exists: exists === 1, length, dead_letters: dead, groups: views };
}

interface GroupState {
  name: string;
  lag: number | null;
  pending: number;
  lastDeliveredId: string;
}

/** The groups of a stream; none when there is no stream. */
export async function readGroups(redis: Redis, stream: string): Promise<GroupState[]> {
  const groups = await redis.xInfoGroups(stream).catch(noneIf('ERR no such key', []));
  return groups.map(({ name, lag, pending, 'last-delivered-id': lastDeliveredId }) => ({
    name,
    lag: lag ?? null,
    pending,
    lastDeliveredId,
  }));
}

async function viewGroup(redis: Redis, stream: string, { name: group, lag, pending }: GroupState): Promise<GroupView> {
  const [oldest, consumers] = await Promise.all([
    redis.xPendingRange(stream, group, '-', '+', PENDING_ENTRIES_SEEN_MAX).catch(noneIf('NOGROUP', [])),
    redis.xInfoConsumers(stream, group).catch(noneIf('NOGROUP', [])),
  ]);
  const first = oldest[0];
  return {
    group,
    exists: true,
    lag,
    pending,
    oldest_pending_age_ms: first ? Math.max(0, Date.now() - appendedAtMs(first.id)) : null,
    deliveries_max: Math.max(0, ...oldest.map(({ deliveriesCounter }) => deliveriesCounter)),
    consumers: consumers.map(({ name, pending: held, idle, inactive }) => ({
      name,
      pending: held,
      idle_ms: idle,
      inactive_ms: inactive >= 0 ? inactive : null,
    })),
  };
}

function missingGroup(group: string, length: number): GroupView {
  return {
    group,
    exists: false,
    lag: length,
    pending: 0,
    oldest_pending_age_ms: null,
    deliveries_max: 0,
    consumers: [],
  };
}

/** What is not there has nothing in it; it may also go away between two reads. */
function noneIf<None>(prefix: string, none: None): (error: unknown) => None {
  return (error) => {
    if (isReply(error, prefix)) return none;
    throw error;
  };
}
