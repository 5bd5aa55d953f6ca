import { connectInBackground, makeRedis, whenReady, type Redis } from './connect.js';
import { isUnavailable, messageOf } from './errors.js';

/** Below this, scripts, INFO and ACLs differ. */
const VERSION_MIN = 7;
const CHECK_DEADLINE_MS = 5_000;

/** What is wrong with how a Redis is set up: with a loss one does not start, of a risk one is warned. */
export interface Finding {
  kind: 'loss' | 'risk';
  /** A sentence that says what happens and another that says what to set. */
  text: string;
}

/** What a server says of itself; null where it does not say. */
export interface ServerFacts {
  version: string | null;
  maxmemoryPolicy: string | null;
  maxmemoryBytes: number | null;
  isAppendOnly: boolean | null;
  appendfsync: string | null;
}

/** Holds what a server says of itself against what an order needs of it. */
export function judgeServer(facts: ServerFacts): Finding[] {
  const { version, maxmemoryPolicy, maxmemoryBytes, isAppendOnly, appendfsync } = facts;
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
      risk(
        `Its appendfsync is ${appendfsync}: a crash of its machine can lose accepted orders. Set appendfsync always.`,
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

/** Why one does not start on such a server, and what to set; null when nothing is lost on it. */
export function refusalOf(findings: readonly Finding[]): string | null {
  const losses = findings.filter(({ kind }) => kind === 'loss').map(({ text }) => text);
  if (losses.length === 0) return null;
  return `this Redis loses orders. ${losses.join(' ')} Or set ALLOW_UNSAFE_REDIS=true to use it as it is.`;
}

/**
 * Asks a server how it is set up, and judges it. Rejects while it cannot answer.
 * @param readsConfig CONFIG GET is tried for what INFO does not tell; where it is not allowed, that stays unknown
 */
export async function checkServer(redis: Redis, readsConfig: boolean): Promise<Finding[]> {
  const [info, appendfsync] = await Promise.all([
    unlessRefused(redis.info()),
    readsConfig ? unlessRefused(redis.configGet('appendfsync')) : null,
  ]);
  return judgeServer(factsFrom(info ?? '', appendfsync?.['appendfsync'] ?? null));
}

/** A server that serves and says no, since it has no such command or this user may not call it, says no for good. */
async function unlessRefused<Reply>(reply: Promise<Reply>): Promise<Reply | null> {
  try {
    return await reply;
  } catch (error) {
    if (isUnavailable(error)) throw error;
    return null;
  }
}

function factsFrom(info: string, appendfsync: string | null): ServerFacts {
  const fields = new Map(info.split(/\r?\n/).map((line) => [line.split(':')[0], line.slice(line.indexOf(':') + 1)]));
  const field = (name: string) => fields.get(name) ?? null;
  const maxmemory = field('maxmemory');
  const appendOnly = field('aof_enabled');
  return {
    version: field('redis_version'),
    maxmemoryPolicy: field('maxmemory_policy'),
    maxmemoryBytes: maxmemory === null ? null : Number(maxmemory),
    isAppendOnly: appendOnly === null ? null : appendOnly === '1',
    appendfsync,
  };
}

/**
 * CONFIG GET is for the user that everybody is who has no name. A user with a name has rights by a list, and each try of what
 * is not on it would be a line in Redis' ACL log.
 */
export function mayReadConfig(url: string): boolean {
  return ['', 'default'].includes(new URL(url).username);
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
