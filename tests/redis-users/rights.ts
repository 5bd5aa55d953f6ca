import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { SERVICE_NAMES, type TestClient } from '@stockade/testing';
import { renderAcl } from '../../docker/secrets/render-acl.mjs';

/** The services that log in to Redis. */
export const REDIS_USERS = [...SERVICE_NAMES, 'operations'] as const;
export type RedisUser = (typeof REDIS_USERS)[number];

/** Of every user, in tests alone. */
const PASSWORD = 'for this test alone';
const TEMPLATE = new URL('../../docker/secrets/redis-users.acl', import.meta.url);
/** Redis 7.0 does not know them, and nothing there calls them in earnest. */
export const MAY_BE_UNKNOWN: readonly string[] = ['client|setinfo', 'waitaof'];

/** What the file lets a service do: the commands on keys that match one of the patterns, and without any key. */
export interface Rights {
  onKey(key: string): readonly string[];
  readonly withoutKey: readonly string[];
  /** All of its rules, one word each, without the parentheses. */
  readonly words: readonly string[];
}

interface Permission {
  patterns: readonly string[];
  commands: readonly string[];
}

/**
 * Makes the users of the file on a server, as `docker compose up` does with so many partitions, apart from `default`, who the
 * tests are.
 */
export async function makeRedisUsers(client: TestClient, partitions = 1): Promise<void> {
  const infos = await client.sendCommand<unknown[]>(['COMMAND', 'INFO', ...MAY_BE_UNKNOWN]);
  const unknown = MAY_BE_UNKNOWN.filter((_, i) => infos[i] === null).map((name) => `+${name}`);
  for (const [user, rules] of await readAcl(partitions)) {
    if (user !== 'default')
      await client.aclSetUser(
        user,
        ['reset', ...rules].filter((rule) => !unknown.includes(rule)),
      );
  }
}

/** The address of a server for one of its users. */
export function urlFor(user: RedisUser, url: string): string {
  return Object.assign(new URL(url), { username: user, password: PASSWORD }).href;
}

export async function readRights(service: RedisUser): Promise<Rights> {
  const rules = (await readAcl()).get(service) ?? [];
  const permissions = rules.filter((rule) => rule.startsWith('(')).map(parsePermission);
  const root = rules.filter((rule) => rule.startsWith('+'));
  return {
    onKey: (key) =>
      permissions
        .filter(({ patterns }) => patterns.some((pattern) => matches(pattern, key)))
        .flatMap(({ commands }) => commands),
    withoutKey: root.map((rule) => rule.slice(1)),
    words: rules.flatMap((rule) => rule.replaceAll(/[()]/g, '').split(' ')).filter((word) => !/^(on$|#)/.test(word)),
  };
}

/** The rules of each user; a selector is one rule. */
async function readAcl(partitions = 1): Promise<Map<string, string[]>> {
  const digest = createHash('sha256').update(PASSWORD).digest('hex');
  const digests = Object.fromEntries([...REDIS_USERS, 'operator', 'health'].map((user) => [user, digest]));
  const acl = renderAcl(await readFile(TEMPLATE, 'utf8'), digests, partitions);
  return new Map(
    acl
      .trim()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [, user = '', rules = ''] = /^user (\S+) (.*)$/.exec(line) ?? [];
        return [user, rules.match(/\([^)]*\)|\S+/g) ?? []];
      }),
  );
}

function parsePermission(selector: string): Permission {
  const words = selector.slice(1, -1).split(' ');
  return {
    patterns: words.flatMap((word) => /^(?:%[RW])?~(.*)$/.exec(word)?.[1] ?? []),
    commands: words.flatMap((word) => /^\+(.*)$/.exec(word)?.[1] ?? []),
  };
}

function matches(pattern: string, key: string): boolean {
  if (!pattern.includes('*')) return pattern === key;
  if (pattern.indexOf('*') !== pattern.length - 1) throw new Error(`${pattern} has its * elsewhere than at the end`);
  return key.startsWith(pattern.slice(0, -1));
}
