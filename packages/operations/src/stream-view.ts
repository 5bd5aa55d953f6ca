import type { Flow, GroupView, StreamView } from '@stockade/contracts';
import { isReply, readFrom, type Redis } from '@stockade/redis';
import { appendedAtMs, deadLettersOf } from '@stockade/streams';

/** How many pending entries are read for the highest delivery count: the oldest, which are the troubled ones. */
const PENDING_ENTRIES_SEEN_MAX = 1_000;

/** How closely a stream is looked at. */
interface StreamLook {
  /** How many pending entries are read for the highest delivery count. */
  pendingSeenMax: number;
  /** Whether the consumers of each group are asked for. */
  consumers: boolean;
}

const CLOSELY: StreamLook = { pendingSeenMax: PENDING_ENTRIES_SEEN_MAX, consumers: true };

/** How far a stream has come. */
export interface StreamProgress {
  /** Entries that were ever appended. */
  added: number;
  lastId: string;
}

/**
 * Describes a stream and its groups. A missing stream or group is no error; a key of another type is one that names it. A group that
 * is not a declared reader is marked.
 */
export async function viewStream(
  redis: Redis,
  { stream, readers }: Pick<Flow, 'stream' | 'readers'>,
): Promise<StreamView> {
  const [exists, length, dead, groups] = await Promise.all([
    redis.exists(stream),
    lengthOf(redis, stream),
    lengthOf(redis, deadLettersOf(stream)),
    readGroups(redis, stream),
  ]);
  const views = await viewGroups(redis, { stream, readers }, groups, length, CLOSELY);
  return { stream, exists: exists === 1, length, dead_letters: dead, groups: views };
}

/**
 * The same, with how far the stream has come, and with as few commands as will do: for who looks every second. Needs the right to
 * call XINFO STREAM.
 */
export async function lookAtStream(
  redis: Redis,
  { stream, readers }: Pick<Flow, 'stream' | 'readers'>,
  look: StreamLook,
): Promise<{ view: StreamView; progress: StreamProgress | null }> {
  const [info, dead, groups] = await Promise.all([
    readInfo(redis, stream),
    lengthOf(redis, deadLettersOf(stream)),
    readGroups(redis, stream),
  ]);
  const length = info?.length ?? 0;
  const views = await viewGroups(redis, { stream, readers }, groups, length, look);
  const view = { stream, exists: info !== null, length, dead_letters: dead, groups: views };
  return { view, progress: info && { added: info.added, lastId: info.lastId } };
}

/** How far a stream has come; null when there is none. */
export const readProgress = (redis: Redis, stream: string): Promise<StreamProgress | null> => readInfo(redis, stream);

const lengthOf = (redis: Redis, key: string) => readFrom(key, redis.xLen(key));

async function readInfo(redis: Redis, stream: string) {
  const info = await readFrom(stream, redis.xInfoStream(stream)).catch(noneIf('ERR no such key', null));
  return info && { length: info.length, added: info['entries-added'], lastId: info['last-generated-id'] };
}

async function viewGroups(
  redis: Redis,
  { stream, readers }: Pick<Flow, 'stream' | 'readers'>,
  groups: readonly GroupState[],
  length: number,
  look: StreamLook,
): Promise<GroupView[]> {
  const there = await Promise.all(
    groups.map(async (one) => ({
      ...(await viewGroup(redis, stream, one, look)),
      declared: readers.includes(one.name),
    })),
  );
  const missing = readers.filter((reader) => groups.every(({ name }) => name !== reader));
  return [...missing.map((group) => missingGroup(group, length)), ...there];
}

interface GroupState {
  name: string;
  lag: number | null;
  pending: number;
  lastDeliveredId: string;
}

/** The groups of a stream; empty when there is no stream. */
export async function readGroups(redis: Redis, stream: string): Promise<GroupState[]> {
  const groups = await readFrom(stream, redis.xInfoGroups(stream)).catch(noneIf('ERR no such key', []));
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
  { pendingSeenMax, consumers: seesConsumers }: StreamLook,
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
