import { describe, expect, test } from '@jest/globals';
import { usePrivateRedis } from '@stockade/testing';
import { snapshot } from './redis-snapshot.js';
import { SCRIPTS, sourceOf } from './script-calls.js';

/**
 * A script is stopped in its middle, and keeps what it wrote, when its user may not run the next command: an ACL file that
 * is not in step with a release, say. Here each command of each script in turn is denied to it, and allowed again before the
 * second try, as a consumer or a client makes one. Then all is as if nothing had been denied.
 */

const redis = usePrivateRedis({ appendfsync: 'everysec' });

describe.each(Object.entries(SCRIPTS))('%s', (name, prepare) => {
  test.each(commandsOf(name))(
    'loses nothing and does nothing twice when %s is denied to it for a while',
    async (command) => {
      await redis.flush();
      const undisturbed = await prepare(redis.client, redis.client);
      await redis.client.configResetStat();
      await undisturbed();
      const isReached = (await redis.client.info('commandstats')).includes(`cmdstat_${command}:`);
      const expected = withoutIdsAndTimes(await snapshot(redis.client));

      await redis.flush();
      const user = await makeUser(`-${command}`);
      try {
        const call = await prepare(redis.client, user.client);
        const done = await call().then(isDone, () => false);
        expect(done).toBe(!isReached);
        await user.allow(command);
        if (!done) await call();
        expect(withoutIdsAndTimes(await snapshot(redis.client))).toEqual(expected);
      } finally {
        user.client.destroy();
      }
    },
  );
});

/** The commands that stand in the script, in lower case. */
function commandsOf(name: string): string[] {
  const calls = sourceOf(name).matchAll(/redis\.call\('([A-Z]+)'/g);
  return [...new Set([...calls].map(([, command = '']) => command.toLowerCase()))];
}

/** A handler may answer for a delivery that it is to be tried again instead of throwing. */
function isDone(result: unknown): boolean {
  return !JSON.stringify(result).includes('retry');
}

/** A Redis user who may do everything but what the rules take away, and a connection of it. */
async function makeUser(...rules: string[]) {
  const name = 'restricted';
  await redis.client.aclSetUser(name, ['reset', 'on', '>secret', '~*', '&*', '+@all', ...rules]);
  const client = redis.client.duplicate({ username: name, password: 'secret' });
  client.on('error', () => 'told by the command');
  await client.connect();
  return { client, allow: (command: string) => redis.client.aclSetUser(name, `+${command}`) };
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
