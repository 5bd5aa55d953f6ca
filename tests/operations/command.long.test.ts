import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { flowsOf, makeKeys, newId, type ProductView } from '@stockade/contracts';
import { startProcess, waitUntil } from '@stockade/testing';
import { useShop } from '../shop.js';
import { awaitSettled, poison } from './await-streams.js';
import { OPS_MAIN, runOps } from './run-ops.js';

const OPS = fileURLToPath(new URL('../../scripts/ops.mjs', import.meta.url));

const { redis, stack, admin, customer } = useShop({ env: { PAYMENT_DELAY_MS: '20' } });
const keys = makeKeys();
let product: ProductView;

beforeAll(async () => {
  product = await admin.createProduct({ name: 'Lantern', price: 29.99, stock_quantity: 100_000 });
});

const ops = (line: string, main?: string, env: Record<string, string> = { REDIS_URL: redis.url }) =>
  runOps(line, env, main);

describe('npm run ops', () => {
  test('streams answers a table, or JSON', async () => {
    const table = await ops('streams', OPS);
    expect(table.code).toBe(0);
    expect(table.output).toMatch(/^stream +length +group +lag +pending/m);
    expect(table.output).toMatch(/^refund-initiated +[\d,]+ +refund +0 +0/m);
    const json = await ops('streams --json');
    expect(JSON.parse(json.lines[0] ?? '').streams).toHaveLength(3);
  });

  test.each([
    ['streams --watch', '| head -n 1', 141, /^stream +length.*\nexit code/],
    ['streams', '> /dev/full', 74, /^ops: standard output cannot be written: ENOSPC.*\nexit code/],
  ])('%s %s ends without more ado', async (words, where, code, said) => {
    const shell = await startProcess({
      name: 'sh',
      command: 'sh',
      args: [
        '-c',
        `exec 3>&1; { '${process.execPath}' '${OPS_MAIN}' ${words} 2>&3; echo "exit code $?" >&3; } ${where}`,
      ],
      env: { PATH: process.env['PATH'], REDIS_URL: redis.url },
    });
    await shell.exited;
    expect(shell.output()).toMatch(said);
    expect(shell.output()).toMatch(new RegExp(`exit code ${code}\n$`));
  });

  test('dead-letters lists, shows, replays and purges', async () => {
    const id = await poison(redis.client, flowsOf(keys).orderCompleted);
    expect((await ops('dead-letters list')).output).toContain(`order-completed  ${id}`);
    expect((await ops(`dead-letters show order-completed ${id}`)).output).toMatch(/^event +\{$/m);
    expect(await ops(`dead-letters replay order-completed ${id}`)).toMatchObject({
      code: 0,
      output: expect.stringContaining(`replayed ${id}`),
    });
    expect(await ops(`dead-letters replay order-completed ${id}`)).toMatchObject({
      code: 0,
      output: expect.stringContaining(`already-replayed ${id}`),
    });
    expect(await ops('dead-letters replay order-completed 1-1')).toMatchObject({
      code: 1,
      output: expect.stringContaining('there is no dead letter 1-1 of order-completed'),
    });
    await waitUntil(async () => (await redis.client.xLen(`${keys.orderCompleted}:dead`)) === 1, {
      what: 'it to die again',
    });
    expect((await ops('dead-letters purge order-completed --all --json')).lines).toEqual(['{"purged":1}']);
  });

  test('story tells of an order what became of it, and stock where the pieces are', async () => {
    const { order_id } = await customer.placeOrder({ product_id: product.id, quantity: 3 });
    await waitUntil(() => customer.reservation(order_id).catch(() => null), { what: 'the reservation' });
    await awaitSettled(redis.client);
    const told = await ops(`story ${order_id}`, OPS);
    expect(told.code).toBe(0);
    expect(told.output).toMatch(new RegExp(`^order +${order_id}$`, 'm'));
    expect(told.output).toMatch(/^items +3 × Lantern at 29.99$/m);
    expect(told.output).toMatch(/^money +It was charged .*: right\./m);
    const moves = [...told.output.matchAll(/^\d{4}-\S+Z +\S+(?: ms| s)? +(.+)$/gm)].map(([, what]) => what);
    expect(moves).toEqual(['pending', 'charge approved', 'completed', 'stock reserved']);
    // They are trimmed within seconds.
    expect(told.output).toMatch(/no event of it in the streams|^order-completed +[\d-]+ +warehouse +settled/m);
    const stock = await ops(`stock ${product.id}`);
    expect(stock.code).toBe(0);
    expect(stock.output).toMatch(/^place +available +reserved +received$/m);
    expect(stock.output).toMatch(/^all +99,997 +3 +100,000$/m);
    const { lines } = await ops(`stock ${product.id} --json`);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ available: 99_997, places: [{ place: '0' }] });
  });

  test('story names a dead letter of the order with its remedy, and exits with 1', async () => {
    const { order_id } = await customer.placeOrder({ product_id: product.id, quantity: 1 });
    await awaitSettled(redis.client);
    const fields = JSON.stringify(['subject', order_id, 'type', 'order-completed']);
    const id = await redis.client.xAdd(`${keys.orderCompleted}:dead`, '*', { fields, reason: 'why', deliveries: '3' });
    const told = await ops(`story ${order_id}`);
    expect(told.code).toBe(1);
    expect(told.output).toMatch(new RegExp(`^dead letter order-completed ${id}, buried .*: why$`, 'm'));
    expect(told.output).toContain(`remedy: dead-letters replay order-completed ${id}`);
    const { code, lines } = await ops(`story ${order_id} --json`);
    expect([code, JSON.parse(lines[0] ?? '')]).toMatchObject([1, { order_id, dead_letters: [{ reason: 'why' }] }]);
    expect((await ops('dead-letters purge order-completed --all')).code).toBe(0);
  });

  test.each(['order', 'product'])('says that there is no such %s', async (what) => {
    const id = newId();
    expect(await ops(`${what === 'order' ? 'story' : 'stock'} ${id}`)).toMatchObject({
      code: 1,
      output: expect.stringContaining(`there is no ${what} ${id}`),
    });
  });

  test('audit answers 0 and a summary when all is well', async () => {
    await awaitSettled(redis.client);
    const { code, output } = await ops('audit');
    expect(output).toMatch(/all rules hold/);
    expect(code).toBe(0);
  });

  test('audit names an order whose event was lost; a repair is shown, done, and brings it to its end', async () => {
    await stack.killNow('warehouse');
    const { order_id } = await customer.placeOrder({ product_id: product.id, quantity: 1 });
    await customer.orderBecomes(order_id, 'completed');
    await redis.client.xTrim(keys.orderCompleted, 'MAXLEN', 0);
    await stack.start('warehouse');

    const options = '--stuck-ms 0 --grace-ms 100';
    const found = await ops(`audit ${options}`);
    expect(found).toMatchObject({ code: 1, output: expect.stringContaining(`stuck-unreserved  ${order_id}`) });
    const shown = await ops(`audit --repair ${options}`);
    expect(shown).toMatchObject({
      code: 1,
      output: expect.stringContaining('--repair --yes would announce order-completed again'),
    });
    expect(await redis.client.xLen(keys.orderCompleted)).toBe(0);
    const done = await ops(`audit --repair --yes --json ${options}`);
    expect(done.code).toBe(0);
    expect(JSON.parse(done.lines[0] ?? '')).toMatchObject({ finding: { id: order_id }, repair: 'announced' });
    expect(JSON.parse(done.lines.at(-1) ?? '')).toMatchObject({
      summary: { findings: 1, repairs: { possible: 1, mended: 1 } },
    });

    const reserved = await waitUntil(() => customer.reservation(order_id).catch(() => null), {
      what: 'the reservation',
    });
    expect(reserved.outcome).toBe('reserved');
    expect(await ops(`audit ${options}`)).toMatchObject({ code: 0 });
  });

  test.each([
    ['audit --fast', 2, "ops: unknown option '--fast'; npm run ops -- --help tells more"],
    ['', 2, 'ops: a command is missing; npm run ops -- --help tells more'],
    ['--help', 0, 'Usage: npm run ops -- <command>'],
  ])('%s exits with %d', async (line, code, message) => {
    const result = await ops(line, OPS);
    expect(result.code).toBe(code);
    expect(result.output.split('\n')).toContain(message);
  });

  test('says in one line that there is no Redis, and exits with 3', async () => {
    const nowhere = await ops('streams', undefined, { REDIS_URL: 'redis://127.0.0.1:1' });
    expect(nowhere).toMatchObject({
      code: 3,
      output: expect.stringMatching(/^ops: Redis does not answer: .*ECONNREFUSED/m),
    });
    const unset = await ops('streams', OPS, { DATA_DIR: '/nonexistent' });
    expect(unset).toMatchObject({
      code: 3,
      output: expect.stringContaining('ops: REDIS_URL is not set, and no npm start'),
    });
  });
});
