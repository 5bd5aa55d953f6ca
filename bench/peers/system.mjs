// @ts-check
// A system under test as the harness sees it, and how one is made of a peer's folder.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { freePort } from '@stockade/local';
import { z } from 'zod';
import { makeMember, runToEnd } from './peer-process.mjs';

/**
 * What a fault hits.
 * @typedef {'worker' | 'http' | 'store'} Part
 *
 * @typedef {object} System
 * @property {import('./load.mjs').Target} target
 * @property {() => Record<string, number>} pids of its processes, by name
 * @property {() => Record<string, number>} storePids of its database or server, by name
 * @property {(stock: Record<string, number>) => Promise<void>} seed puts new products on the shelf
 * @property {() => Promise<import('./referee.mjs').Books>} books
 * @property {(orderId: string) => Promise<boolean>} isDecided
 * @property {Partial<Record<Part, () => Promise<void>>>} strikes kill -9 of that part, and its start; resolves when it is back
 * @property {() => Promise<void>} stop
 *
 * @typedef {object} Place
 * @property {string} dir empty, for all that it keeps
 * @property {string} providerUrl
 *
 * @typedef {object} Entrant
 * @property {string} name
 * @property {string} title
 * @property {Record<string, string>} versions
 * @property {[string, string][]} settings what is set, and where that is documented
 * @property {string} [note]
 * @property {(place: Place) => Promise<System>} open
 *
 * @typedef {object} Store
 * @property {Record<string, string>} env for its processes, once it has started
 * @property {() => Promise<unknown>} start also again, after a kill
 * @property {() => Promise<unknown> | undefined} stop
 * @property {() => Promise<unknown> | undefined} kill
 * @property {() => Record<string, number>} pids
 *
 * @typedef {object} PeerProcess
 * @property {string} name
 * @property {string} file
 * @property {Record<string, string>} [env]
 * @property {Part} [killed] the fault that hits it, if that is not its name
 *
 * @typedef {object} Peer
 * @property {string} title
 * @property {[string, string][]} [settings]
 * @property {string} [note]
 * @property {(place: { bin: string }) => string | undefined | Promise<string | undefined>} [unavailable]
 * @property {(place: { dir: string, bin: string, ports: (count: number) => Promise<number[]> }) => Promise<Store>} openStore
 * @property {PeerProcess[]} processes
 * @property {string} seed
 * @property {string} books
 */

const lineSchema = z.union([
  z.object({
    order: z.object({
      id: z.string(),
      status: z.string(),
      product_id: z.string(),
      quantity: z.number(),
      decided_at: z.number().nullable(),
    }),
  }),
  z.object({ stock: z.object({ product_id: z.string(), available: z.number() }) }),
]);
const statusSchema = z.object({ status: z.string() });

/**
 * @param {Peer} peer
 * @param {{ bin: string, folder: string }} installed its packages, and its files beside them
 * @param {Place} place
 * @returns {Promise<System>}
 */
export async function openPeer(peer, { bin, folder }, { dir, providerUrl }) {
  const storeDir = join(dir, 'store');
  await mkdir(storeDir);
  const store = await peer.openStore({ dir: storeDir, bin, ports: (count) => freePorts(count) });
  await store.start();
  const environment = () => ({
    PATH: process.env['PATH'] ?? '',
    NODE_ENV: 'production',
    PROVIDER_URL: providerUrl,
    ...store.env,
  });
  let seeds = 0;
  /** @param {string} file @param {Record<string, string>} env */
  const run = async (file, env) => runToEnd(join(folder, file), { ...environment(), ...env });
  const seed = async (/** @type {Record<string, number>} */ stock) => {
    const path = join(dir, `products-${seeds++}.json`);
    await writeFile(path, JSON.stringify(stock));
    await run(peer.seed, { PRODUCTS_FILE: path });
  };
  // Makes the tables that the processes look for.
  await seed({});
  const members = await Promise.all(peer.processes.map((one) => makeMember(one, folder, environment)));
  for (const member of members) await member.start();
  const front = members.find(({ name }) => name === 'http');
  if (front === undefined) throw new Error(`${peer.title} has no process called http`);

  /** @param {Part} part */
  const struckBy = (part) => members.filter((member) => member.part === part);
  const strike = async (/** @type {Part} */ part) => {
    const struck = struckBy(part);
    await Promise.all(struck.map((member) => member.kill()));
    await Promise.all(struck.map((member) => member.start()));
  };
  return {
    target: { url: front.url, dress: ({ key, productId, quantity }) => dress(key, productId, quantity) },
    pids: () => Object.fromEntries(members.map((member) => [member.name, member.pid()])),
    storePids: () => store.pids(),
    seed,
    books: async () => readBooks(await run(peer.books, {})),
    isDecided: (orderId) => isDecided(front.url, orderId),
    strikes: {
      ...(struckBy('worker').length > 0 && { worker: () => strike('worker') }),
      ...(struckBy('http').length > 0 && { http: () => strike('http') }),
      store: async () => {
        await store.kill();
        await store.start();
      },
    },
    async stop() {
      for (const member of members) await member.stop();
      await store.stop();
    },
  };
}

/**
 * The one body of an order, and the key that goes with it.
 * @param {string} key
 * @param {string} productId
 * @param {number} quantity
 */
export function dress(key, productId, quantity) {
  return {
    headers: { 'idempotency-key': key },
    body: JSON.stringify({ items: [{ product_id: productId, quantity }] }),
  };
}

/** @param {number} count */
const freePorts = (count) => Promise.all(Array.from({ length: count }, freePort));

/** @param {string} text @returns {Promise<import('./referee.mjs').Books>} */
async function readBooks(text) {
  /** @type {import('./referee.mjs').Books} */
  const books = { orders: [], stock: {} };
  for await (const line of createInterface({ input: Readable.from([text]) })) {
    if (line === '') continue;
    const told = lineSchema.parse(JSON.parse(line));
    if ('order' in told) books.orders.push(told.order);
    else books.stock[told.stock.product_id] = told.stock.available;
  }
  return books;
}

/** @param {string} url @param {string} orderId */
async function isDecided(url, orderId) {
  const response = await fetch(`${url}/orders/${orderId}`);
  const { status } = statusSchema.parse(await response.json());
  return status !== 'placed';
}
