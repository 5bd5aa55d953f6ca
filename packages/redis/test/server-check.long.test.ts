import { afterEach, describe, expect, test } from '@jest/globals';
import { usePrivateRedis } from '@stockade/testing';
import { checkServerAt, judgeServer, mayReadConfig, refusalOf, type ServerFacts } from '../src/index.js';

const server = usePrivateRedis();

const GOOD: ServerFacts = {
  version: '7.0.15',
  maxmemoryPolicy: 'noeviction',
  maxmemoryBytes: 1_000_000,
  isAppendOnly: true,
  appendfsync: 'always',
  replicas: 0,
};
const judged = (facts: Partial<ServerFacts>) =>
  judgeServer({ ...GOOD, ...facts }, 1).map(({ kind, text }) => `${kind}: ${text}`);

describe('the settings of a Redis', () => {
  test.each<[what: string, facts: Partial<ServerFacts>, finding: RegExp]>([
    [
      'evicts orders',
      { maxmemoryPolicy: 'allkeys-lru' },
      /^loss: .*deletes orders\. Set maxmemory-policy noeviction\.$/,
    ],
    [
      'evicts logins',
      { maxmemoryPolicy: 'volatile-ttl' },
      /^loss: .*idempotency keys.* Set maxmemory-policy noeviction/,
    ],
    ['keeps no log', { isAppendOnly: false }, /^loss: .*Set appendonly yes\.$/],
    ['is too old', { version: '6.2.14' }, /^loss: It is version 6\.2\.14\. Use Redis 7\.0 or newer/],
    ['has no limit', { maxmemoryBytes: 0 }, /^risk: .*dies instead of refusing orders\. Set maxmemory\.$/],
    [
      'syncs every second',
      { appendfsync: 'everysec' },
      /^risk: .*can lose accepted orders\. Set appendfsync always\.$/,
    ],
    [
      'syncs every second, and is asked what is on disks',
      { version: '7.2.0', appendfsync: 'everysec' },
      /^risk: .*with REPLICAS_MIN=1 most .* 503.* Set appendfsync always, here and at the replicas\.$/,
    ],
    [
      'has replicas that nobody waits for',
      { replicas: 2 },
      /^risk: It has 2 replicas and REPLICAS_MIN is 1: .*take over/,
    ],
    ['does not tell its version', { version: null }, /^risk: Not all of its settings could be checked/],
    ['does not tell its policy', { maxmemoryPolicy: null }, /^risk: Not all of its settings could be checked/],
  ])('a Redis that %s is found, and the finding says what to set', (_, facts, finding) => {
    expect(judged(facts)).toEqual([expect.stringMatching(finding)]);
  });

  test.each([{}, { version: '10.1.0' }, { appendfsync: null }])('correct settings cause no finding: %j', (facts) => {
    expect(judged(facts)).toEqual([]);
  });

  test('a Redis is refused with one sentence per loss, and not for a risk', () => {
    const refusal = refusalOf(judgeServer({ ...GOOD, isAppendOnly: false, maxmemoryPolicy: 'allkeys-lfu' }));
    expect(refusal).toMatch(
      /^this Redis loses orders\..*noeviction\..*appendonly yes\. Or set ALLOW_UNSAFE_REDIS=true/,
    );
    expect(refusalOf(judgeServer({ ...GOOD, maxmemoryBytes: 0 }))).toBeNull();
  });
});

describe('checkServerAt', () => {
  afterEach(async () => {
    await server.client.configSet({ 'maxmemory-policy': 'noeviction', appendonly: 'yes', appendfsync: 'always' });
    await server.client.aclDelUser('guest');
  });

  test('checkServerAt finds no fault with the Redis that we start', async () => {
    expect(await checkServerAt(server.url)).toEqual([]);
  });

  test('checkServerAt reads the settings of a real server', async () => {
    await server.client.configSet({ 'maxmemory-policy': 'volatile-lru', appendonly: 'no', appendfsync: 'no' });
    const { maxmemory } = await server.client.configGet('maxmemory');
    await server.client.configSet('maxmemory', '0');
    const found = await checkServerAt(server.url);
    await server.client.configSet('maxmemory', maxmemory ?? '0');
    expect(found.map(({ text }) => /(?:Set|Use) .*$/.exec(text)?.[0])).toEqual([
      'Set maxmemory-policy noeviction.',
      'Set appendonly yes.',
      'Set maxmemory.',
      'Set appendfsync always.',
    ]);
  });

  test('checkServerAt warns that it could check nothing where INFO is not allowed', async () => {
    await server.client.aclSetUser('guest', ['on', '>secret', '~*', '+@all', '-info']);
    const found = await checkServerAt(server.url.replace('//', '//guest:secret@'));
    expect(found).toEqual([{ kind: 'risk', text: expect.stringContaining('Let this user call INFO') }]);
  });

  test('checkServerAt adds no refusal to the ACL log of a user with listed rights', async () => {
    await server.client.aclSetUser('guest', ['on', '>secret', '~*', '+@connection', '+info']);
    await server.client.aclLogReset();
    expect(await checkServerAt(server.url.replace('//', '//guest:secret@'))).toEqual([]);
    expect(await server.client.aclLog()).toEqual([]);
  });

  test('checkServerAt says why it could not check', async () => {
    await expect(checkServerAt('redis://127.0.0.1:1')).rejects.toThrow(/Redis cannot be checked: .*ECONNREFUSED/);
  });
});

test.each([
  ['redis://localhost:6379', true],
  ['redis://:password@localhost:6379', true],
  ['rediss://default:password@localhost:6379', true],
  ['redis://store:password@localhost:6379', false],
])('%s may call CONFIG GET: %s', (url, may) => {
  expect(mayReadConfig(url)).toBe(may);
});
