import { describe, expect, test } from '@jest/globals';
import type { Redis } from '@stockade/redis';
import { usePrivateRedis } from '@stockade/testing';
import { snapshot } from './redis-snapshot.js';
import { commandsOf, SCRIPTS, sourceOf, type Prepare } from './script-calls.js';

/**
 * A script is stopped in its middle, and keeps what it wrote, when its user may not run the next command: an ACL file that
 * is not in step with a release, say. Here each command of each script in turn is denied to it, on all keys and on each of
 * its keys alone, and allowed again before the second try, as a consumer or a client makes one. Then all is as if nothing had
 * been denied.
 */

const redis = usePrivateRedis({ appendfsync: 'everysec' });

describe.each(Object.entries(SCRIPTS))('%s', (name, prepare) => {
  test.each(commandsOf(name))(
    'loses nothing and does nothing twice when %s is denied to it for a while',
    async (command) => {
      const { isReached, expected } = await undisturbed(prepare, command);
      await redis.flush();
      const user = await makeUser(`-${command}`);
      try {
        const call = await prepare(redis.client, user.client);
        const done = await call().then(isDone, () => false);
        expect(done).toBe(!isReached);
        await user.set(`+${command}`);
        if (!done) await call();
        expect(withoutIdsAndTimes(await snapshot(redis.client))).toEqual(expected);
      } finally {
        user.client.destroy();
      }
    },
  );

  // Rights are given by kinds of keys, and so not on that of one order of a batch.
  if (name.endsWith('at once')) return;
  test.each(commandsOf(name))('nor when %s is denied to it on one of its keys', async (command) => {
    const { expected } = await undisturbed(prepare, command);
    let keysSeen = 1;
    for (let nth = 0; nth < keysSeen; nth++) {
      await redis.flush();
      const digest = await redis.client.scriptLoad(sourceOf(name));
      const user = await makeUser();
      const spy = denyOnKey(user, digest, command, nth);
      try {
        const call = await prepare(redis.client, spy.client);
        const done = await call().then(isDone, () => false);
        keysSeen = spy.keysSeen();
        if (!done) await call();
        expect([nth, ...withoutIdsAndTimes(await snapshot(redis.client))]).toEqual([nth, ...expected]);
      } finally {
        user.client.destroy();
      }
    }
  });
});

/** What a call leaves when nothing is denied, and whether it uses the command. */
async function undisturbed(prepare: Prepare, command: string) {
  await redis.flush();
  const call = await prepare(redis.client, redis.client);
  await redis.client.configResetStat();
  await call();
  const isReached = (await redis.client.info('commandstats')).includes(`cmdstat_${command}:`);
  return { isReached, expected: withoutIdsAndTimes(await snapshot(redis.client)) };
}

/** A client to whom a command is denied on one key of the first call of a script, as long as that call lasts. */
function denyOnKey({ client, set }: User, script: string, command: string, nth: number) {
  let scriptKeys: readonly string[] = [];
  let denied: ReturnType<Redis['evalSha']> | undefined;
  const evalSha: Redis['evalSha'] = async (digest, options) => {
    if (digest === script && denied === undefined) {
      denied = evalDenied(digest, options);
      return denied;
    }
    // The right is taken from all that this user does; what goes at the same time must not fall to it by chance.
    await denied?.catch(() => 'told to its caller');
    return client.evalSha(digest, options);
  };
  const evalDenied: Redis['evalSha'] = async (digest, options) => {
    scriptKeys = options?.keys?.map(String) ?? [];
    const others = scriptKeys.filter((_, i) => i !== nth).map((key) => `~${key}`);
    await set(`-${command}`, `(+${command} ${others.join(' ')})`);
    try {
      return await client.evalSha(digest, options);
    } finally {
      await set('clearselectors', `+${command}`);
    }
  };
  const spied = Object.create(client, { evalSha: { value: evalSha } });
  return { client: spied, keysSeen: () => scriptKeys.length };
}

/** A handler may answer for a delivery that it is to be tried again instead of throwing. */
function isDone(result: unknown): boolean {
  return !JSON.stringify(result ?? '').includes('retry');
}

interface User {
  client: Redis;
  /** Gives and takes rights. */
  set(...rules: string[]): Promise<unknown>;
}

/** A Redis user who may do everything but what the rules take away, and a connection of it. */
async function makeUser(...rules: string[]): Promise<User> {
  const name = 'restricted';
  await redis.client.aclSetUser(name, ['reset', 'on', '>secret', '~*', '&*', '+@all', ...rules]);
  const client = redis.client.duplicate({ username: name, password: 'secret' });
  client.on('error', () => 'told by the command');
  await client.connect();
  return { client, set: (...more) => redis.client.aclSetUser(name, more) };
}

/** For comparing what two runs have left. */
function withoutIdsAndTimes(keysAndValues: Record<string, string>): string[] {
  return Object.entries(keysAndValues)
    .map(([key, value]) => `${key} ${value}`)
    .map((text) =>
      text
        .replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, 'id')
        .replaceAll(/\$argon2id\$[\w+/$=,]+/g, 'hash')
        .replaceAll(/[\w+/]{43}=/g, 'digest')
        .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z|\d{13}(-\d+)?(?:[cr]-?\d+-\d+)*/g, 'time'),
    )
    .toSorted();
}
