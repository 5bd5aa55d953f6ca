import { beforeAll, describe, expect, test } from '@jest/globals';
import { deadLettersOf } from '@stockade/streams';
import { usePrivateRedis } from '@stockade/testing';
import { keys, one, openPartitionedShop, ORDERS, two } from './partitioned-shop.js';
import { runOps } from './run-ops.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });
let product = '';

beforeAll(async () => {
  product = await openPartitionedShop(redis.client);
  await redis.client.set(keys.partitionCount, String(keys.partitions.length));
  for (const { orderCompleted } of keys.partitions)
    await redis.client.xAdd(deadLettersOf(orderCompleted), '5-0', { fields: '["subject","order"]', reason: 'why' });
});

const ops = (line: string) => runOps(line, { REDIS_URL: redis.url });

const idsOf = (output: string) => output.match(/\b\d\.5-0\b/g);

describe('npm run ops in a shop of several partitions', () => {
  test('streams shows those of every partition', async () => {
    const { output } = await ops('streams --json');
    const { streams } = JSON.parse(output);
    expect(streams).toHaveLength(9);
    expect(streams).toContainEqual(expect.objectContaining({ stream: '{2}:order-completed', dead_letters: 1 }));
  });

  test('a stream stands for all partitions, and with its tag for one', async () => {
    expect(idsOf((await ops('dead-letters list')).output)).toEqual(['0.5-0', '1.5-0', '2.5-0']);
    const page = await ops('dead-letters list order-completed --limit 2');
    expect(idsOf(page.output)).toEqual(['0.5-0', '1.5-0', '1.5-0']);
    expect(page.output).toContain('more of order-completed: --cursor 1.5-0');
    const rest = await ops('dead-letters list order-completed --cursor 1.5-0');
    expect(idsOf(rest.output)).toEqual(['2.5-0']);
    expect(idsOf((await ops('dead-letters list {1}:order-completed')).output)).toEqual(['1.5-0']);
  });

  test('an id names its partition, and what is no id of the stream is told', async () => {
    expect((await ops('dead-letters show order-completed 2.5-0')).output).toMatch(/^stream +\{2\}:order-completed$/m);
    expect(await ops('dead-letters replay order-completed 2.5-0')).toMatchObject({ code: 0 });
    expect(await redis.client.xLen(two.orderCompleted)).toBe(1);
    expect(await ops('dead-letters purge {1}:order-completed --all')).toMatchObject({
      code: 0,
      output: expect.stringContaining('purged 1'),
    });
    expect(idsOf((await ops('dead-letters list')).output)).toEqual(['0.5-0']);
    for (const [line, says] of [
      ['show order-completed 5-0', 'there is no dead letter 5-0 of order-completed'],
      ['purge {1}:order-completed 2.5-0', 'there is no dead letter 2.5-0 of {1}:order-completed'],
      ['list order-completed --cursor 5-0', '5-0 is the id of no dead letter of order-completed'],
      ['list {3}:order-completed', 'there is no stream {3}:order-completed; this shop has 3 partitions'],
    ])
      expect(await ops(`dead-letters ${line}`)).toMatchObject({ code: 1, output: expect.stringContaining(says ?? '') });
  });

  test('stock has a line for each place, and what is on its way', async () => {
    const { code, output } = await ops(`stock ${product}`);
    expect(code).toBe(0);
    expect(output.match(/^(?:0|1|2|depot|all) .*$/gm)).toHaveLength(5);
    expect(output).toContain('25 on their way from depot to 1');
  });

  test('story names the partition of the order', async () => {
    const [id = ''] = await redis.client.zRange(two.orders, 0, 0);
    expect((await ops(`story ${id}`)).output).toMatch(/^partition +2$/m);
  });

  test('audit reads all of them', async () => {
    await redis.client.del(two.orderCompleted);
    const right = await ops('audit --grace-ms 50');
    expect(right.output).toMatch(new RegExp(`^${ORDERS} orders .*, 10 products, `, 'm'));
    expect(right).toMatchObject({ code: 0, output: expect.stringContaining('dead letters: 0 of order-placed, 1 of') });
    await redis.client.hIncrBy(one.stock(product), 'available', 1);
    expect(await ops('audit --grace-ms 50')).toMatchObject({
      code: 1,
      output: expect.stringContaining(`stock-balance  ${product}  in partition 1: received`),
    });
  });
});
