import type { Redis } from './connect.js';
import { messageOf } from './errors.js';
import { settlesWithin } from './settles-within.js';

/** However often it is asked: who looks every second whether a service is ready must not load Redis. */
const PROBE_INTERVAL_MS = 1_000;
/** The key is for the one moment; it goes away when nobody asks any more. */
const PROBE_TTL_MS = 60_000;

/** What a refusal of a write means, by the word that it begins with. */
const REFUSALS: readonly (readonly [prefix: string, meaning: string])[] = [
  ['OOM', 'its memory is full, and it refuses writes: raise maxmemory, or make room'],
  ['NOREPLICAS', 'too few of its replicas are in reach, and it refuses writes (min-replicas-to-write)'],
  ['MISCONF', 'it cannot write to its disk, and refuses writes'],
  ['READONLY', 'it is a replica and takes no writes; the primary is looked for'],
  ['MASTERDOWN', 'it is a replica that has lost its primary; the primary is looked for'],
  ['MOVED', 'the primary is another server; it is looked for'],
  ['CLUSTERDOWN', 'its cluster does not serve'],
  ['LOADING', 'it loads its data'],
  ['BUSY ', 'a script holds it up'],
  ['NOPERM', 'its user may not write the key of this check, see docker/secrets/redis-users.acl'],
];

/** Why a write would not go through now, or null. */
export type WriteProbe = (deadlineMs: number) => Promise<string | null>;

/**
 * Tells by a small write whether an order would be refused: full memory, lost replicas, a full disk and a demotion do not
 * keep Redis from answering a PING. An answer counts for a second, and one that is waited for is everybody's.
 */
export function makeWriteProbe(redis: Redis, key: string): WriteProbe {
  let latest: Promise<string | null> | undefined;
  let isWaiting = false;
  let askedAt = -Infinity;

  function ask(): Promise<string | null> {
    if (latest !== undefined && (isWaiting || performance.now() - askedAt < PROBE_INTERVAL_MS)) return latest;
    isWaiting = true;
    askedAt = performance.now();
    latest = redis
      .set(key, '1', { expiration: { type: 'PX', value: PROBE_TTL_MS } })
      .then(() => null, explain)
      .finally(() => (isWaiting = false));
    return latest;
  }

  return async (deadlineMs) => {
    if (!redis.isReady) return 'not connected';
    const trouble = ask();
    return (await settlesWithin(trouble, deadlineMs)) ? trouble : `no answer within ${deadlineMs} ms`;
  };
}

function explain(error: unknown): string {
  const said = messageOf(error);
  const meaning = REFUSALS.find(([prefix]) => said.startsWith(prefix))?.[1];
  return meaning === undefined ? said : `${meaning} (${said})`;
}
