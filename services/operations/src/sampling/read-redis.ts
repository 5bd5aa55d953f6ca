import type { RedisOverview } from '@stockade/contracts';
import { isReply, isUnavailable, nodesOf, parseInfo, type Redis } from '@stockade/redis';

/** INFO takes Redis a tenth of a millisecond, and what is read there changes slowly. */
const INFO_INTERVAL_MS = 2_000;

type Facts = Omit<RedisOverview, 'primaries' | 'latency_ms'>;
const UNKNOWN: Facts = {
  memory_bytes: null,
  memory_max_bytes: null,
  replicas: null,
  append_only: null,
  append_only_ok: null,
  append_only_bytes: null,
  commands_per_s: null,
};

/**
 * Reads how Redis is: how fast it answers each time, and its own figures every two seconds, of which those are null that it does not
 * tell. Rejects while it does not answer.
 */
export function makeReadRedis(redis: Redis): () => Promise<RedisOverview> {
  let facts = UNKNOWN;
  let readAt = -Infinity;

  async function readFacts(nodes: readonly Redis[]): Promise<void> {
    if (performance.now() - readAt < INFO_INTERVAL_MS) return;
    facts = factsFrom(await Promise.all(nodes.map(infoOf)));
    readAt = performance.now();
  }

  return async () => {
    const nodes = nodesOf(redis);
    const startedAt = performance.now();
    await Promise.all(nodes.map((node) => node.ping()));
    const latencyMs = performance.now() - startedAt;
    await readFacts(nodes);
    return { primaries: nodes.length, latency_ms: latencyMs, ...facts };
  };
}

/** Empty when the server refuses it for good: a managed one may not know the command, or this user may not call it. */
async function infoOf(node: Redis): Promise<string> {
  try {
    return await node.info();
  } catch (error) {
    if (isUnavailable(error) || !isReply(error, '')) throw error;
    return '';
  }
}

function factsFrom(infos: readonly string[]): Facts {
  const each = infos.map(parseInfo);
  const numbers = (name: string) => each.map((fields) => Number(fields.get(name) ?? Number.NaN));
  const sum = (name: string) => orNull(numbers(name).reduce((total, value) => total + value, 0));
  const limits = numbers('maxmemory');
  const are = (name: string, value: string) =>
    each.every((fields) => fields.has(name)) ? each.every((fields) => fields.get(name) === value) : null;
  return {
    memory_bytes: sum('used_memory'),
    memory_max_bytes: limits.includes(0) ? null : sum('maxmemory'),
    replicas: orNull(Math.min(...numbers('connected_slaves'))),
    append_only: are('aof_enabled', '1'),
    append_only_ok: are('aof_last_write_status', 'ok'),
    append_only_bytes: sum('aof_current_size'),
    commands_per_s: sum('instantaneous_ops_per_sec'),
  };
}

const orNull = (value: number) => (Number.isFinite(value) ? value : null);
