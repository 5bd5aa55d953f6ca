import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ProductView } from '@stockade/contracts';
import { TEST_CARDS } from '@stockade/payment';
import { describeWhere, PROMETHEUS_VARIABLE, promtoolOf, waitUntil } from '@stockade/testing';
import { CONSUMED } from '../consumed-flows.js';
import { poison } from '../operations/await-streams.js';
import { startLoad, type Load } from '../outage/load.js';
import { useShop } from '../shop.js';
import { CHOICES, fillIn, QUERIES } from './board.js';
import { CONFIG_FILE, startPrometheus, type Prometheus } from './prometheus.js';
import { limitOf, readRules, RULES_FILE, selectorsIn } from './rules.js';

/** Long enough for some scrapes, and short enough for the traffic of a few seconds. */
const RATE_INTERVAL = '10s';
/** What consumers tell of a stream is as old as the last housekeeping, which comes every 10 s. */
const SEEN_DEADLINE_MS = 20_000;
const ALERT_DEADLINE_MS = 30_000;
const WAREHOUSES = 2;
/** Above the limit of the alert. */
const BACKLOG = 1_100;
const AT_ONCE = 50;

const program = process.env[PROMETHEUS_VARIABLE] ?? '';
const run = promisify(execFile);
const promtool = (kind: string, file: URL) => run(promtoolOf(program), ['check', kind, fileURLToPath(file)]);

/** Skipped where `npm run test:long` has found no Prometheus and said so. */
describeWhere(program !== '')('a Prometheus that scrapes a shop', () => {
  const shop = useShop({
    env: { PAYMENT_DELAY_MS: '20', LOG_LEVEL: 'fatal' },
    replicas: { warehouse: WAREHOUSES },
    operations: {},
  });
  const { redis, stack, admin, customer, nobody } = shop;
  let [dir, prometheus]: [string, Prometheus | undefined] = ['', undefined];
  let [lantern, soldOut]: ProductView[] = [];
  let load: Load | undefined;

  const asked = () => {
    if (prometheus === undefined) throw new Error('prometheus runs inside tests');
    return prometheus;
  };
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'stockade-prometheus-'));
    lantern = await admin.createProduct({ name: 'Lantern', price: 29.99, stock_quantity: 1_000_000 });
    soldOut = await admin.createProduct({ name: 'Seal', price: 9.99, stock_quantity: 0 });
    const address = (url: string) => url.replace('http://', '');
    const targets = {
      store: [address(stack.urls.store)],
      warehouse: [0, 1].map((replica) => address(stack.url('warehouse', replica))),
      refund: [address(stack.urls.refund)],
      operations: [address(shop.operations(''))],
    };
    prometheus = await startPrometheus({ program, dir, targets });
  });
  afterAll(async () => {
    await load?.stop();
    await prometheus?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  const order = (product?: ProductView, extras = {}) =>
    customer.request('POST', shop.store('/orders'), { product_id: product?.id, quantity: 1, ...extras });
  const { declined, timeout } = TEST_CARDS;

  /** What customers do in a while: most buy, and some things go wrong. */
  const somethingOfEach = async () => {
    await order(lantern);
    await order(soldOut);
    await order(lantern, { payment_method: declined.payment_method });
    await order(lantern, { payment_method: timeout.payment_method });
    await order(undefined);
    await customer.request('GET', shop.warehouse('/products'));
    await customer.request('GET', shop.store('/nowhere'));
    return nobody.request('GET', shop.store('/orders'));
  };
  const fires = (...alerts: string[]) =>
    waitUntil(
      async () => {
        const firing = (await asked().rules()).filter(({ state }) => state === 'firing').map(({ name }) => name);
        return alerts.every((alert) => firing.includes(alert)) && firing;
      },
      { what: `${alerts.join(' and ')} to fire`, deadlineMs: ALERT_DEADLINE_MS, intervalMs: 100 },
    );
  const isQuiet = async () => (await asked().rules()).every(({ state }) => state === 'inactive');

  test('finds nothing wrong with our files', async () => {
    await expect(promtool('rules', RULES_FILE)).resolves.toBeDefined();
    await expect(promtool('config', CONFIG_FILE)).resolves.toBeDefined();
    const read = (await asked().rules()).map(({ name }) => name);
    expect(read).toEqual(readRules().map(({ alert }) => alert));
  });

  test('is quiet while all is well', async () => {
    const processes = async () => (await asked().query('sum(up)'))[0]?.value === 3 + WAREHOUSES;
    await waitUntil(processes, { what: 'all processes to be scraped' });
    await waitUntil(isQuiet, { what: 'no alert to fire', deadlineMs: ALERT_DEADLINE_MS });
  });

  test('says that requests fail after the first one', async () => {
    await redis.server.signal('SIGSTOP');
    const { status } = await customer.request('GET', shop.store('/orders'));
    await redis.server.signal('SIGCONT');
    expect(status).toBe(503);
    expect(await fires('RequestsFail')).toEqual(['RequestsFail']);
    expect((await asked().query('sum(http_server_errors_total)'))[0]?.value).toBe(1);
  });

  describe('while orders flow and some things go wrong', () => {
    beforeAll(async () => {
      await poison(redis.client, CONSUMED.warehouse);
      load = startLoad({ customers: somethingOfEach }, [0]);
    });
    afterAll(() => load?.stop());

    /** What of an expression, and of the series in it, has no number even after a while. */
    const emptyOf = async (expression: string) => {
      const empty: string[] = [];
      for (const part of [expression, ...selectorsIn(expression)]) {
        const look = async () => (await asked().query(part)).some(({ value }) => !Number.isNaN(value));
        const options = { what: `data of ${part}`, deadlineMs: SEEN_DEADLINE_MS, intervalMs: 100 };
        await waitUntil(look, options).catch((error: unknown) => empty.push(String(error)));
      }
      return empty;
    };

    test.each(QUERIES)('the board has data: $title', async ({ expression }) => {
      expect(await emptyOf(fillIn(expression, RATE_INTERVAL))).toEqual([]);
    });

    test.each(CHOICES)('the board lets choose a $name', async ({ series, label }) => {
      expect(await asked().valuesOf(label, series)).toEqual(['operations', 'refund', 'store', 'warehouse']);
    });

    test.each(readRules())('what $alert limits is measured', async ({ alert, expression }) => {
      expect(await emptyOf(limitOf(expression).measured)).toEqual([]);
      const rule = (await asked().rules()).find(({ name }) => name === alert);
      expect(rule).toMatchObject({ health: 'ok' });
    });

    test('a dead letter is an alert', async () => {
      expect(await fires('DeadLetters')).not.toContain('StreamFallsBehind');
    });
  });

  test('a warehouse that is away and falls behind is an alert, though it can no longer tell', async () => {
    await Promise.all([0, 1].map((replica) => stack.killNow('warehouse', replica)));
    for (let placed = 0; placed < BACKLOG; placed += AT_ONCE)
      await Promise.all(Array.from({ length: AT_ONCE }, () => order(lantern)));
    await fires('StreamFallsBehind', 'ServiceAway', 'ProcessAway');

    await Promise.all([0, 1].map((replica) => stack.start('warehouse', replica)));
    const firing = async () =>
      (await asked().rules()).filter(({ state }) => state === 'firing').map(({ name }) => name);
    const isOver = async () => !(await firing()).some((name) => ['StreamFallsBehind', 'ServiceAway'].includes(name));
    await waitUntil(isOver, { what: 'the warehouse to catch up', deadlineMs: ALERT_DEADLINE_MS });
  });
});
