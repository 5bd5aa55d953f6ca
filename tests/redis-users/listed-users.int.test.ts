import { afterEach, expect, test } from '@jest/globals';
import { makeKeys } from '@stockade/contracts';
import { audit, AUDIT_DEFAULTS, makeRepair, type Finding } from '@stockade/operations';
import { usePrivateRedis } from '@stockade/testing';
import { makeUsers } from '../../services/store/src/users.js';
import { makeRedisUsers, urlFor } from './rights.js';

const PARTITIONS = 3;
const EMAILS = ['ann', 'ben', 'cy', 'dora', 'eve'].map((name) => `${name}@example.org`);
const keys = makeKeys(PARTITIONS);
const redis = usePrivateRedis({ appendfsync: 'everysec' });
const opened: { destroy(): void }[] = [];

afterEach(() => {
  for (const client of opened.splice(0)) client.destroy();
});

async function logInAs(user: 'store' | 'operations') {
  const client = redis.client.duplicate({ url: urlFor(user, redis.url) });
  client.on('error', () => 'told by the command');
  await client.connect();
  opened.push(client);
  return client;
}

test('users of a version that had no lists are found and listed by a Redis user who may read none of them (G8)', async () => {
  await makeRedisUsers(redis.client, PARTITIONS);
  const users = makeUsers(await logInAs('store'), keys);
  const made = await Promise.all(
    EMAILS.map((email) => users.register({ email, password: 'correct horse' }, 'customer')),
  );
  const lists = keys.partitions.flatMap((partition) => [partition.users, partition.userEmails]);
  const listed = () => Promise.all(lists.map((list) => redis.client.zRange(list, 0, -1)));
  const before = await listed();
  for (const list of lists) await redis.client.del(list);

  const operations = await logInAs('operations');
  const findings: Finding[] = [];
  const mend = makeRepair(operations, keys);
  const run = () =>
    audit(operations, keys, {
      ...AUDIT_DEFAULTS,
      graceMs: 0,
      onProgress: () => {},
      async onFinding(finding) {
        findings.push(finding);
        if (finding.remedy) expect(await mend(finding.id, finding.remedy)).toBe('listed');
      },
    });
  expect((await run()).rules).toEqual({ 'index-users': EMAILS.length });
  expect(findings.map(({ id }) => id).toSorted()).toEqual(made.map((user) => user?.user_id).toSorted());
  expect(await listed()).toEqual(before);
  expect((await run()).findings).toBe(0);
  expect(await redis.client.aclLog()).toEqual([]);
  await expect(operations.hGetAll(keys.user(made[0]?.user_id ?? ''))).rejects.toThrow('NOPERM');
});
