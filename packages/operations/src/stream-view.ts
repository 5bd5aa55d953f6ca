import type { Flow, GroupView, StreamView } from '@stockade/contracts';
import { isReply, type Redis } from '@stockade/redis';
import { appendedAtMs, deadLettersOf } from '@stockade/streams';

/** How many pending entries are read for the highest delivery count: the oldest, which are the troubled ones. */
const PENDING_ENTRIES_SEEN_MAX = 1_000;

export interface StreamLook {
  /** How many pending entries are read for the highest delivery count. */
  pendingSeenMax?: number;
  /** Whether the consumers of each group are asked for. */
  consumers?: boolean;
}

/**
 * Describes a stream and its groups. A missing stream or group is no error. A group that is not a declared reader is
 * marked.
 */
export async function viewStream(
  redis: Redis,
  { stream, readers }: Pick<Flow, 'stream' | 'readers'>,
  look: StreamLook = {},
): Promise<StreamView> {
  const [exists, length, dead, groups] = await Promise.all([
    redis.exists(stream),
    redis.xLen(stream),
    redis.xLen(deadLettersOf(stream)),
    readGroups(redis, stream),
  ]);
  const there = await Promise.all(
    groups.map(async (one) => ({
      ...(await viewGroup(redis, stream, one, look)),
      declared: readers.includes(one.name),
    })),
  );
  const missing = readers.filter((reader) => groups.every(({ name }) => name !== reader));
  const views = [...missing.map((group) => missingGroup(group, length)), ...there];
  return { stream, exists: exists === 1, length, dead_letters: dead, groups: views };
}

interface GroupState {
  name: string;
  lag: number | null;
  pending: number;
  lastDeliveredId: string;
}

/** The groups of a stream; empty when there is no stream. */
export async function readGroups(redis: Redis, stream: string): Promise<GroupState[]> {
  const groups = await redis.xInfoGroups(stream).catch(noneIf('ERR no such key', []));
  return groups.map(({ name, lag, pending, 'last-delivered-id': lastDeliveredId }) => ({
    name,
    lag: lag ?? null,
    pending,
    lastDeliveredId,
  }));
}

async function viewGroup(
  redis: Redis,
  stream: string,
  { name: group, lag, pending }: GroupState,
  { pendingSeenMax = PENDING_ENTRIES_SEEN_MAX, consumers: seesConsumers = true }: StreamLook,
): Promise<Omit<GroupView, 'declared'>> {
  const [oldest, consumers] = await Promise.all([
    pending === 0 ? [] : redis.xPendingRange(stream, group, '-', '+', pendingSeenMax).catch(noneIf('NOGROUP', [])),
    seesConsumers ? redis.xInfoConsumers(stream, group).catch(noneIf('NOGROUP', [])) : [],
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
    declared: true,
    exists: false,
    lag: length,
    pending: 0,
    oldest_pending_age_ms: null,
    deliveries_max: 0,
    consumers: [],
  };
}

/** A missing stream or group counts as empty; it may also disappear between two reads. */
function noneIf<None>(prefix: string, none: None): (error: unknown) => None {
  return (error) => {
    if (isReply(error, prefix)) return none;
    throw error;
  };
}
