// @ts-check
// How many orders a second go through HTTP until their stock is reserved, as a share of what a bare express app
// answers that only parses and echoes the same body. Both are measured in turn, in one run, on one machine.
// Usage: npm run bench:http
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, startProcess, startRedisServer, startStack, waitUntil } from '@stockade/local';
import autocannon from 'autocannon';
import { z } from 'zod';

const ROUNDS = 3;
const CONNECTIONS = 50;
const ORDERS_PER_ROUND = 20_000;
const STOCK = 1_000_000_000;

const dir = await mkdtemp(join(tmpdir(), 'stockade-bench-'));
const redis = await startRedisServer({ dir, appendfsync: 'always' });
const stack = await startStack({ redisUrl: redis.url, env: { PAYMENT_DELAY_MS: '0' } });
const bare = await startBareExpress();

/** @type {number[][]} */
const rounds = [];
try {
  const { headers, productId } = await openShop();
  const body = JSON.stringify({ items: [{ product_id: productId, quantity: 1 }] });
  await finished(fire(bare.url, headers, body, 2_000));
  await finished(fire(stack.urls.store, headers, body, 2_000));
  await untilReserved(productId, 2_000, headers);
  for (let round = 1; round <= ROUNDS; round++) {
    const echoed = await finished(fire(bare.url, headers, body, ORDERS_PER_ROUND));
    const startedAt = performance.now();
    const firing = fire(stack.urls.store, headers, body, ORDERS_PER_ROUND);
    await firing.answered;
    await untilReserved(productId, 2_000 + round * ORDERS_PER_ROUND, headers);
    const reserved = ORDERS_PER_ROUND / ((performance.now() - startedAt) / 1_000);
    const accepted = await finished(firing);
    rounds.push([echoed, accepted, reserved]);
    console.log(
      `round ${round}: bare express ${echoed.toFixed(0)}/s, accepted ${accepted.toFixed(0)}/s, reserved ${reserved.toFixed(0)}/s`,
    );
  }
  const [echoed = 0, accepted = 0, reserved = 0] = [0, 1, 2].map((column) =>
    median(rounds.map((row) => row[column] ?? 0)),
  );
  console.log(`median of ${ROUNDS}: bare express ${echoed.toFixed(0)}/s`);
  console.log(`  POST /orders accepted ${accepted.toFixed(0)}/s = ${(accepted / echoed).toFixed(2)} of it`);
  console.log(`  HTTP to reserved      ${reserved.toFixed(0)}/s = ${(reserved / echoed).toFixed(2)} of it`);
} finally {
  await stack.stop();
  await bare.process.stop();
  await redis.stop();
  await rm(dir, { recursive: true });
}

async function startBareExpress() {
  const port = await freePort();
  const main = fileURLToPath(new URL('bare-express.mjs', import.meta.url));
  const env = { ...process.env, NODE_ENV: 'production', PORT: String(port) };
  const running = await startProcess({ name: 'bare express', command: process.execPath, args: [main], env });
  await running.waitForOutput(/listens/);
  return { url: `http://127.0.0.1:${port}`, process: running };
}

/** A product that does not run out, and a customer who orders it. */
async function openShop() {
  const admin = await logIn(stack.admin);
  const product = await post(
    `${stack.urls.warehouse}/products`,
    { name: 'Plank', price: 12.9, stock_quantity: STOCK },
    admin,
  );
  const customer = { email: 'bench@example.org', password: 'correct horse battery' };
  await post(`${stack.urls.store}/users/register`, customer, {});
  return { headers: await logIn(customer), productId: String(product['id']) };
}

/** @param {{ email: string, password: string }} credentials */
async function logIn(credentials) {
  const login = await post(`${stack.urls.store}/users/login`, credentials, {});
  return { authorization: `Bearer ${String(login['access_token'])}` };
}

/**
 * @param {string} url
 * @param {unknown} body
 * @param {Record<string, string>} headers
 * @returns {Promise<Record<string, unknown>>}
 */
async function post(url, body, headers) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return z.record(z.string(), z.unknown()).parse(await response.json());
}

/**
 * @param {string} url
 * @param {Record<string, string>} headers
 * @param {string} body
 * @param {number} amount
 * @returns {Firing}
 *
 * @typedef {object} Firing
 * @property {Promise<number>} answered answers a second, when the last has come; the load generator itself looks only once
 *   a second whether it is done
 * @property {Promise<void>} done rejects when not all were accepted
 */
function fire(url, headers, body, amount) {
  const startedAt = performance.now();
  /** @type {autocannon.Options} */
  const settings = { url: `${url}/orders`, method: 'POST', body, connections: CONNECTIONS, amount };
  let answers = 0;
  let allAnswered = () => {};
  /** @type {Promise<number>} */
  const answered = new Promise((resolve) => {
    allAnswered = () => resolve(amount / ((performance.now() - startedAt) / 1_000));
  });
  /** @type {Promise<autocannon.Result>} */
  const result = new Promise((resolve, reject) => {
    const running = autocannon(
      { ...settings, headers: { 'content-type': 'application/json', ...headers } },
      (error, counts) => (error ? reject(new Error('the load generator failed', { cause: error })) : resolve(counts)),
    );
    running.on('response', () => {
      answers += 1;
      if (answers === amount) allAnswered();
    });
  });
  const done = result.then(({ '2xx': accepted, non2xx, errors }) => {
    if (accepted !== amount)
      throw new Error(`${url}: of ${amount} ${accepted} were accepted, ${non2xx} refused, ${errors} not answered`);
  });
  return { answered: Promise.race([answered, done.then(() => answered)]), done };
}

/**
 * @param {Firing} firing
 * @returns {Promise<number>} answers a second
 */
async function finished({ answered, done }) {
  await done;
  return answered;
}

/**
 * @param {string} productId
 * @param {number} pieces
 * @param {Record<string, string>} headers
 */
async function untilReserved(productId, pieces, headers) {
  const sold = async () => {
    const response = await fetch(`${stack.urls.warehouse}/products/${productId}`, { headers });
    const { stock_quantity } = z.object({ stock_quantity: z.number() }).parse(await response.json());
    return STOCK - stock_quantity >= pieces;
  };
  await waitUntil(sold, { what: `${pieces} pieces to be reserved`, deadlineMs: 60_000, intervalMs: 5 });
}

/** @param {number[]} numbers */
function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
