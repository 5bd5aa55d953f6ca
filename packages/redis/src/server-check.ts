import { connectInBackground, whenReady, type Redis } from './client.js';
import { makeRedis } from './connect.js';
import { isUnavailable, messageOf } from './errors.js';
import { knowsWaitaof } from './holders.js';
import { userOf } from './redis-url.js';

/** Older versions differ in scripts, INFO and ACLs. */
const VERSION_MIN = 7;
const CHECK_DEADLINE_MS = 5_000;
const LOADING = /^loading:1/m;

/** A problem with the settings of a Redis. A loss stops the start; a risk is logged as a warning. */
export interface Finding {
  kind: 'loss' | 'risk';
  /** One sentence on what happens and one on what to set. */
  text: string;
}

/** The settings that a server reports; null where it reports none. */
export interface ServerFacts {
  version: string | null;
  maxmemoryPolicy: string | null;
  maxmemoryBytes: number | null;
  isAppendOnly: boolean | null;
  appendfsync: string | null;
  /** How many replicas follow it. */
  replicas: number | null;
}

/**
 * Compares the settings of a server with those that orders need.
 * @param replicasMin how many replicas are waited for; 0 when nobody promises that a machine may die
 */
export function judgeServer(facts: ServerFacts, replicasMin = 0): Finding[] {
  const { version, maxmemoryPolicy, maxmemoryBytes, isAppendOnly, appendfsync, replicas } = facts;
  const findings: (Finding | false)[] = [
    version !== null &&
      Number.parseInt(version, 10) < VERSION_MIN &&
      loss(`It is version ${version}. Use Redis ${VERSION_MIN}.0 or newer, or Valkey.`),
    maxmemoryPolicy !== null &&
      maxmemoryPolicy !== 'noeviction' &&
      loss(`Its maxmemory-policy is ${maxmemoryPolicy}: ${evicted(maxmemoryPolicy)}. Set maxmemory-policy noeviction.`),
    isAppendOnly === false &&
      loss('It keeps no append-only file: when it ends, orders that were accepted are gone. Set appendonly yes.'),
    maxmemoryBytes === 0 &&
      risk('It has no maxmemory: when memory runs out it dies instead of refusing orders. Set maxmemory.'),
    appendfsync !== null &&
      appendfsync !== 'always' &&
      risk(`Its appendfsync is ${appendfsync}: ${unsynced(version, replicasMin)}`),
    replicasMin > 0 &&
      replicas !== null &&
      replicas > replicasMin &&
      risk(
        `It has ${replicas} replicas and REPLICAS_MIN is ${replicasMin}: one that was not waited for may take over. ` +
          `Set REPLICAS_MIN=${replicas}, or let one replica follow another.`,
      ),
    (version === null || maxmemoryPolicy === null || maxmemoryBytes === null || isAppendOnly === null) &&
      risk('Not all of its settings could be checked: INFO does not show them. Let this user call INFO.'),
  ];
  return findings.filter((finding) => finding !== false);
}

const loss = (text: string): Finding => ({ kind: 'loss', text });
const risk = (text: string): Finding => ({ kind: 'risk', text });

function evicted(policy: string): string {
  return policy.startsWith('volatile')
    ? 'when memory is full it deletes logins and idempotency keys, and a repeated order is placed twice'
    : 'when memory is full it deletes orders';
}

function unsynced(version: string | null, replicasMin: number): string {
  return replicasMin > 0 && knowsWaitaof(version ?? '')
    ? `with REPLICAS_MIN=${replicasMin} most of what is written is answered 503, because it is not on its disk in time. ` +
        'Set appendfsync always, here and at the replicas.'
    : 'a crash of its machine can lose accepted orders. Set appendfsync always.';
}

/** Why a service must not start on such a server, and what to set; null when the server loses nothing. */
export function refusalOf(findings: readonly Finding[]): string | null {
  const losses = findings.filter(({ kind }) => kind === 'loss').map(({ text }) => text);
  if (losses.length === 0) return null;
  return `this Redis loses orders. ${losses.join(' ')} Or set ALLOW_UNSAFE_REDIS=true to use it as it is.`;
}

/**
 * Reads the settings of a server and judges them. Rejects while the server cannot answer or is loading its data.
 * @param readsConfig whether to try CONFIG GET for what INFO does not report; where that is not allowed, it stays unknown
 */
export async function checkServer(redis: Redis, readsConfig: boolean, replicasMin = 0): Promise<Finding[]> {
  const [info, appendfsync] = await Promise.all([
    unlessRefused(redis.info()),
    readsConfig ? unlessRefused(redis.configGet('appendfsync')) : null,
  ]);
  // It says `aof_enabled:0` until it has replayed its append-only file.
  if (LOADING.test(info ?? '')) throw new Error('Redis is still loading its data');
  return judgeServer(factsFrom(info ?? '', appendfsync?.['appendfsync'] ?? null), replicasMin);
}

/** Null when the server refuses the command for good: it does not know it, or this user may not call it. */
async function unlessRefused<Reply>(reply: Promise<Reply>): Promise<Reply | null> {
  try {
    return await reply;
  } catch (error) {
    if (isUnavailable(error)) throw error;
    return null;
  }
}

/** The fields of a reply to INFO, by name. */
export function parseInfo(info: string): Map<string, string> {
  const lines = info.split(/\r?\n/).filter((line) => line.includes(':'));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
}

function factsFrom(info: string, appendfsync: string | null): ServerFacts {
  const fields = parseInfo(info);
  const field = (name: string) => fields.get(name) ?? null;
  const maxmemory = field('maxmemory');
  const appendOnly = field('aof_enabled');
  const replicas = field('connected_slaves');
  return {
    version: field('redis_version'),
    maxmemoryPolicy: field('maxmemory_policy'),
    maxmemoryBytes: maxmemory === null ? null : Number(maxmemory),
    isAppendOnly: appendOnly === null ? null : appendOnly === '1',
    appendfsync,
    replicas: replicas === null ? null : Number(replicas),
  };
}

/**
 * Whether to try CONFIG GET: only as the default user. A named user has listed rights, and each attempt beyond them
 * would add a line to Redis' ACL log.
 */
export function mayReadConfig(url: string): boolean {
  return ['', 'default'].includes(userOf(url));
}

/** Connects once and checks. Rejects when no answer comes within 5 s. */
export async function checkServerAt(url: string): Promise<Finding[]> {
  let lastError: Error | undefined;
  const redis = makeRedis({ url, name: 'check', onError: (error) => (lastError = error) });
  connectInBackground(redis);
  try {
    await whenReady(redis, AbortSignal.timeout(CHECK_DEADLINE_MS));
    return await checkServer(redis, mayReadConfig(url));
  } catch (error) {
    throw new Error(`Redis cannot be checked: ${messageOf(lastError ?? error)}`, { cause: error });
  } finally {
    redis.destroy();
  }
}
