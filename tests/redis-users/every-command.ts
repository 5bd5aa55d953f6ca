import { beforeAll, describe, expect, test } from '@jest/globals';
import { makeKeys, NO_KEYS } from '@stockade/contracts';
import type { PrivateRedis } from '@stockade/testing';
import { readCommands, withKey, type Command } from './invocations.js';
import { findDeletions, NOT_REFUSED_BY_REDIS } from './lasting.js';
import { makeRedisUsers, readRights, REDIS_USERS } from './rights.js';

const ID = '01900000-0000-7000-8000-000000000000';
/** Enough for each command to come with its key. */
const CALLS_SAMPLED = 40;
/** Of a command whether it is allowed does not depend on the call, as long as Redis finds the key in it. */
const CALLS_ASKED = 4;
/** Redis 7.0 has 366. */
const COMMANDS_MIN = 300;
/** Redis lets everybody log in and go. */
const OPEN_TO_ALL = ['auth', 'hello', 'quit', 'reset'];

const keys = makeKeys();
const STREAMS = [keys.orderPlaced, keys.orderCompleted, keys.refundInitiated];
const ALL_KEYS = [
  ...Object.entries(keys).flatMap(([name, key]) => {
    if (typeof key === 'string') return [key];
    if (typeof key !== 'function' || NO_KEYS.some((part) => part === name)) return [];
    return name === 'rateLimit'
      ? REDIS_USERS.map((service) => keys.rateLimit(service, 'x'))
      : [String(Reflect.apply(key, undefined, [ID, ID]))];
  }),
  ...STREAMS.map((stream) => `${stream}:dead`),
  'a-key-of-nobody',
];

/** Holds docker/secrets/redis-users.acl against every command of a server. */
export function testEveryCommand(redis: PrivateRedis): void {
  let commands: Command[];

  beforeAll(async () => {
    await makeRedisUsers(redis.client);
    commands = await readCommands(redis.client, CALLS_SAMPLED);
  });

  const allows = async (user: string, call: readonly string[]) =>
    (await redis.client.aclDryRun(user, [...call])) === 'OK';
  /** Those of the commands of which Redis lets the user do at least one of the calls. */
  async function allowed(user: string, callsOf: (command: Command) => readonly (readonly string[])[]) {
    const verdicts = await Promise.all(
      commands.map((command) =>
        Promise.all(
          callsOf(command)
            .slice(0, CALLS_ASKED)
            .map((call) => allows(user, call)),
        ),
      ),
    );
    return commands.filter((_, i) => verdicts[i]?.includes(true));
  }
  const allowedOn = (key: string, user: string) =>
    allowed(user, ({ onKey }) => onKey.slice(0, CALLS_ASKED).map((call) => withKey(call, key)));
  const namesOf = (some: readonly Command[]) => some.map(({ name }) => name).toSorted();
  const named = (names: readonly string[]) => namesOf(commands.filter(({ name }) => names.includes(name)));

  test('there is a call of every command of the server to ask for', () => {
    const unasked = commands.filter(
      ({ takesKeys, onKey, withoutKey }) => onKey.length + (takesKeys ? 0 : withoutKey.length) === 0,
    );
    expect(namesOf(unasked)).toEqual([]);
    expect(commands.length).toBeGreaterThan(COMMANDS_MIN);
  });

  describe.each(REDIS_USERS)('%s', (service) => {
    test('is given each command by its name, and nothing by category, by exclusion or on all keys', async () => {
      const { words } = await readRights(service);
      expect(words.filter((word) => !/^(\+[a-z|]+|(%[RW])?~[a-z].*)$/.test(word))).toEqual([]);
    });

    test('may use on each key the commands that the file names, and no other of the server', async () => {
      const rights = await readRights(service);
      for (const key of ALL_KEYS)
        expect({ key, may: namesOf(await allowedOn(key, service)) }).toEqual({ key, may: named(rights.onKey(key)) });
    });

    test('may use without a key the commands that the file names, and no other of the server', async () => {
      const rights = await readRights(service);
      // What is allowed on some key is allowed on none: a script that is given no key, a call that Redis then rejects.
      const onSomeKey = new Set(ALL_KEYS.flatMap((key) => rights.onKey(key)));
      const may = await allowed(service, ({ withoutKey }) => withoutKey);
      const expected = [...rights.withoutKey, ...OPEN_TO_ALL];
      expect(namesOf(may).filter((name) => !onSomeKey.has(name))).toEqual(named(expected));
    });
  });

  test('whatever a service may write, nothing that must not go away is gone afterwards, but for what XADD trims', async () => {
    expect(await findDeletions(redis, allowedOn)).toEqual(NOT_REFUSED_BY_REDIS);
  });
}
