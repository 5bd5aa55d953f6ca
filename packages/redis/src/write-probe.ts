import type { Redis } from './client.js';
import { messageOf } from './errors.js';
import { nodeOf } from './routing.js';
import { loadScript } from './script.js';
import { settlesWithin } from './settles-within.js';

/** At most one write and one script per interval: frequent readiness checks must not load Redis. */
const PROBE_INTERVAL_MS = 1_000;
/** Does nothing. Whatever writes an order runs a script, and that takes rights of its own. */
const probeScript = loadScript(new URL('../src/lua/probe.lua', import.meta.url), () => null);
/** The key has no further use; it expires when the checks stop. */
const PROBE_TTL_MS = 60_000;
/** About as large as the largest order. With less free memory, Redis accepts a small write and still refuses orders. */
const ROOM_OF_ORDER = '.'.repeat(32_768);

/** Of a primary that no connection leads to. */
export const NOT_CONNECTED = 'not connected';

/** What the refusal of a write means, by the prefix of the reply. */
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
  ['NOPERM', 'its user lacks a right that this check needs, see docker/secrets/redis-users.acl'],
];

/** Returns for each primary why a write or a script there would fail now, or null. */
export type WriteProbe = (deadlineMs: number) => Promise<readonly (string | null)[]>;

/**
 * Probes every primary behind a client, each with one of these keys that lies there; see `probePrimary`. With one Redis the first
 * key is enough.
 */
export function makeWriteProbe(redis: Redis, keys: readonly string[]): WriteProbe {
  const probes = new Map<string, OneProbe>();
  return (deadlineMs) => {
    const keyOfPrimary = new Map(keys.toReversed().map((key) => [nodeOf(redis, key), key]));
    const asked = [...keyOfPrimary].map(async ([node, key]) => {
      const probe = probes.get(key) ?? probePrimary(redis, key);
      probes.set(key, probe);
      return node?.isReady ? probe(node, deadlineMs) : NOT_CONNECTED;
    });
    return Promise.all(asked);
  };
}

type OneProbe = (node: Redis, deadlineMs: number) => Promise<string | null>;

/**
 * Tests with a small write, room for an order and an empty script, sent together, whether an order would be refused: with full
 * memory, lost replicas, a full disk or after a demotion Redis still answers a PING. A result counts for a second, and
 * simultaneous callers share one.
 */
function probePrimary(redis: Redis, key: string): OneProbe {
  let latest: Promise<string | null> | undefined;
  let isWaiting = false;
  let askedAt = -Infinity;

  function ask(node: Redis): Promise<string | null> {
    if (latest !== undefined && (isWaiting || performance.now() - askedAt < PROBE_INTERVAL_MS)) return latest;
    isWaiting = true;
    askedAt = performance.now();
    const write = redis.set(key, '1', { expiration: { type: 'PX', value: PROBE_TTL_MS } });
    // The key exists, so this writes nothing; but Redis checks its memory before it executes the command.
    const room = redis.set(key, ROOM_OF_ORDER, { condition: 'NX' });
    latest = Promise.all([write, room, probeScript.run(node, [], [])])
      .then(() => null, explain)
      .finally(() => (isWaiting = false));
    return latest;
  }

  return async (node, deadlineMs) => {
    const trouble = ask(node);
    return (await settlesWithin(trouble, deadlineMs)) ? trouble : `no answer within ${deadlineMs} ms`;
  };
}

function explain(error: unknown): string {
  const said = messageOf(error);
  const meaning = REFUSALS.find(([prefix]) => said.startsWith(prefix))?.[1];
  return meaning === undefined ? said : `${meaning} (${said})`;
}
