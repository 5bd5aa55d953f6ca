import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ProductView } from '@stockade/contracts';
import { describeWhere, useLeakCheck, waitUntil } from '@stockade/testing';
import { logInAsAdmin } from './client.js';
import { startComposeStack, type ComposeStack } from './compose/compose-stack.js';
import { docker, whyNoCompose } from './compose/docker.js';

/** Most of it is the first build, which downloads the dependencies. */
const UP_DEADLINE_MS = 350_000;
const START_DEADLINE_MS = 60_000;
const DOWN_DEADLINE_MS = 60_000;

useLeakCheck();

const obstacle = await whyNoCompose();
const describeHere = describeWhere(obstacle === undefined);
if (obstacle !== undefined) process.stderr.write(`the storefront of docker compose is not tested here: ${obstacle}\n`);

let stack: ComposeStack;
let product: ProductView;

/** The counters of the store, each by whom it counts. */
const listCounters = () =>
  stack.exec(
    'redis',
    'sh',
    '-c',
    "REDISCLI_AUTH=$(cat /run/stockade/operator-password) redis-cli --user operator --scan --pattern 'rate-limit:store:*'",
  );
/** A login whose sender says that it is somebody else. */
const FORGED = {
  method: 'POST',
  headers: { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.9' },
  body: JSON.stringify({ email: 'nobody@example.org', password: 'not a password' }),
};
describeHere('the storefront of docker compose up', () => {
  beforeAll(async () => {
    stack = await startComposeStack();
    product = await (await logInAsAdmin(stack)).createProduct({ name: 'Lantern', price: 29.99, stock_quantity: 3 });
  }, UP_DEADLINE_MS);
  afterAll(() => stack?.remove(), DOWN_DEADLINE_MS);

  test('serves the pages and the services at one origin', async () => {
    const page = await fetch(`${stack.gateway}/cart`);
    expect(await page.text()).toContain('<title>Stockade</title>');
    expect(page.headers.get('content-security-policy')).toContain("require-trusted-types-for 'script'");
    const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
    const login = await fetch(`${stack.gateway}/session`, {
      method: 'POST',
      headers,
      body: JSON.stringify(stack.admin),
    });
    expect(login.status).toBe(200);
    expect(login.headers.getSetCookie()[0]).toMatch(/^__Host-stockade=.*; Secure/);
    expect((await fetch(`${stack.gateway}/api/warehouse/products/${product.id}`)).status).toBe(200);
    const front = await fetch(stack.urls.store, { redirect: 'manual', headers: { accept: 'text/html' } });
    expect(front.headers.get('location')).toMatch(/^http:\/\/localhost:\d+/);
  });

  test('knows who asks through the storefront, and lets no client of the published ports choose its address', async () => {
    const logIn = (url: string, address: string) =>
      fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
        body: JSON.stringify({ email: 'nobody@example.org', password: 'not a password' }),
      });
    const counted = async () => (await listCounters()).split('\n');
    expect((await logIn(`${stack.urls.store}/users/login`, '203.0.113.7')).status).toBe(401);
    expect((await logIn(`${stack.gateway}/api/store/users/login`, '203.0.113.8')).status).toBe(401);
    expect((await counted()).filter((key) => key.includes('203.0.113.'))).toEqual([]);
    // From the network of the services anybody may be a client, and only the storefront says for whom it asks.
    const ask = (container: string) =>
      stack.exec(container, 'node', '-e', `fetch('http://store:8001/users/login', ${JSON.stringify(FORGED)})`);
    await ask('warehouse');
    expect((await counted()).filter((key) => key.includes('203.0.113.'))).toEqual([]);
    await ask('storefront');
    expect((await counted()).filter((key) => key.includes('203.0.113.9')).length).toBeGreaterThan(0);
  });

  test('gives the storefront no secret and no way to Redis', async () => {
    await expect(stack.exec('storefront', 'ls', '/run/stockade')).rejects.toThrow(/No such file/);
    await expect(stack.exec('storefront', 'getent', 'hosts', 'redis')).rejects.toThrow();
    await expect(stack.exec('storefront', 'touch', '/app/x')).rejects.toThrow(/Read-only file system/);
    expect(await stack.exec('storefront', 'id', '-u')).not.toBe('0');
    expect(await stack.exec('storefront', 'env')).not.toMatch(/SECRET|PASSWORD|REDIS/);
  });

  test(
    'runs several of each service behind one set of ports, and restarts one without losing a request',
    async () => {
      const scaleTo = (store: number, warehouse: number, refund: number) => {
        const scales = [`store=${store}`, `warehouse=${warehouse}`, `refund=${refund}`];
        const words = scales.flatMap((scale) => ['--scale', scale]);
        return stack.compose('up', '--detach', '--wait', '--no-recreate', ...words);
      };
      await scaleTo(2, 3, 2);
      try {
        const containersOf = async (service: string) => (await stack.compose('ps', '--quiet', service)).split('\n');
        expect(await containersOf('warehouse')).toHaveLength(3);
        const [one = ''] = await containersOf('store');
        const over = new AbortController();
        const restarted = docker(['restart', one]).finally(() => over.abort());
        const answers: number[] = [];
        while (!over.signal.aborted) {
          answers.push((await fetch(`${stack.gateway}/api/store/about`)).status);
          answers.push((await fetch(`${stack.urls.store}/about`)).status);
        }
        await restarted;
        expect([...new Set(answers)]).toEqual([200]);
      } finally {
        await scaleTo(1, 1, 1);
      }
    },
    START_DEADLINE_MS + DOWN_DEADLINE_MS,
  );

  test(
    'spreads requests over a second container of a service as soon as it is there',
    async () => {
      // By this it can be told from the first one.
      const own = ['--env', 'RATE_LIMIT_ENABLED=false'];
      const second = await stack.compose('run', '--detach', '--use-aliases', ...own, 'store');
      try {
        const isCounted = async () => (await fetch(`${stack.gateway}/api/store/users/me`)).headers.has('ratelimit');
        const hasAnswered = async () => !(await isCounted());
        await waitUntil(hasAnswered, { what: 'an answer of the second store', deadlineMs: START_DEADLINE_MS });
        await waitUntil(isCounted, { what: 'an answer of the first store' });
      } finally {
        await docker(['rm', '--force', second]);
      }
      for (let i = 0; i < 20; i++) expect((await fetch(`${stack.gateway}/api/store/users/me`)).status).toBe(401);
    },
    START_DEADLINE_MS + DOWN_DEADLINE_MS,
  );
});
