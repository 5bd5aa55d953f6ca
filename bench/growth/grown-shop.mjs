// @ts-check
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRedisServer, startStack } from '@stockade/local';
import { z } from 'zod';
import { logIn } from '../ask.mjs';
import { median } from '../cpu-time.mjs';
import { openShop, placeOrder, untilReserved } from '../orders.mjs';
import { withRedis } from '../stored-orders.mjs';

const KIB_PER_MIB = 1_024;
const BYTES_PER_MIB = 1_024 * 1_024;
/** As `openShop` registers it. */
const CUSTOMER = { email: 'bench-0@example.org', password: 'correct horse battery' };

/** @typedef {import('@stockade/local').Stack} Stack */
/** @typedef {import('@stockade/redis').Redis} Redis */

/**
 * @typedef {object} Seed what the shop has before it grows
 * @property {Redis} redis
 * @property {string} productId
 * @property {string} orderId reserved
 */

/**
 * @typedef {object} Grown
 * @property {Stack} stack
 * @property {Record<string, string>} customer header fields
 * @property {Record<string, string>} admin header fields
 * @property {string} productId
 * @property {() => Promise<number>} redisMib what Redis uses
 */

/**
 * Opens a shop, lets it grow while no service runs, starts the services again and looks.
 * @param {(seed: Seed) => Promise<void>} grow
 * @param {(shop: Grown) => Promise<void>} look
 */
export async function onGrownShop(grow, look) {
  const dir = await mkdtemp(join(tmpdir(), 'stockade-bench-'));
  const redis = await startRedisServer({ dir, appendfsync: 'everysec' });
  const options = { redisUrl: redis.url, env: { PAYMENT_DELAY_MS: '0' } };
  let stack = await startStack(options);
  try {
    const { headers, productId } = await openShop(stack);
    const body = JSON.stringify({ items: [{ product_id: productId, quantity: 1 }] });
    const orderId = await placeOrder(stack, headers[0], body);
    await untilReserved(stack, productId, 1);
    await stack.stop();
    await withRedis(redis.url, (client) => grow({ redis: client, productId, orderId }));
    const startedAt = performance.now();
    stack = await startStack(options);
    tell('ready after', ms(performance.now() - startedAt));
    const [customer, admin] = [await logIn(stack, CUSTOMER), await logIn(stack, stack.admin)];
    await look({ stack, customer, admin, productId, redisMib: () => redisMib(redis.url) });
  } finally {
    await stack.stop();
    await redis.stop();
    await rm(dir, { recursive: true });
  }
}

/** @param {string} url */
async function redisMib(url) {
  let bytes = 0;
  await withRedis(url, async (redis) => {
    bytes = Number(/^used_memory:(\d+)/m.exec(await redis.info('memory'))?.[1]);
  });
  return bytes / BYTES_PER_MIB;
}

/**
 * @param {string} url
 * @param {Record<string, string>} headers
 */
export async function get(url, headers = {}) {
  const response = await fetch(url, { headers });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
  return JSON.parse(text);
}

const idSchema = z.union([z.object({ id: z.string() }), z.object({ order_id: z.string() })]);

/**
 * The ids of a page.
 * @param {string} url
 * @param {Record<string, string>} [headers]
 */
export async function idsOf(url, headers) {
  const { items } = z.object({ items: z.array(idSchema) }).parse(await get(url, headers));
  return items.map((item) => ('id' in item ? item.id : item.order_id));
}

/**
 * Tells the median and the slowest of some requests, one after the other.
 * @param {string} what
 * @param {number} times
 * @param {(i: number) => Promise<unknown>} ask
 */
export async function time(what, times, ask) {
  const took = [];
  for (let i = 0; i < times; i++) {
    const startedAt = performance.now();
    await ask(i);
    took.push(performance.now() - startedAt);
  }
  tell(what, times === 1 ? ms(took[0] ?? 0) : `${ms(median(took))}, the slowest of ${times} ${ms(Math.max(...took))}`);
}

/**
 * The most memory that a process has held.
 * @param {number} pid
 */
export function mostMib(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / KIB_PER_MIB;
}

/** @param {string} what @param {string} figure */
export const tell = (what, figure) => console.log(`  ${what.padEnd(44)}${figure}`);
/** @param {number} figure */
export const mib = (figure) => `${figure.toFixed(0)} MiB`;
/** @param {number} figure */
const ms = (figure) => `${figure < 10 ? figure.toFixed(1) : figure.toFixed(0)} ms`;
