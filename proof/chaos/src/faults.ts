import { appendFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { flowsOf, newId, type Keys } from '@stockade/contracts';
import { waitUntil, type RedisServer, type Stack } from '@stockade/local';
import type { Redis } from '@stockade/redis';
import type { Http, Shop } from '@stockade/stage';
import type { Ledger } from './ledger.js';
import type { Fault, FaultKind } from './schedule.js';

/** Half of a command, as a crash in the middle of a write leaves it. */
const TORN_COMMAND = '*4\r\n$4\r\nHSET\r\n$11\r\nstock:half-';
const REDIS_COMMAND_DEADLINE_MS = 20_000;

/** What faults act on. */
export interface World {
  http: Http;
  stack: Stack;
  server: RedisServer;
  redis: Redis;
  keys: Keys;
  shop: Shop;
  ledger: Ledger;
  /** How long an entry may rest before others may take it: a frozen service sleeps longer. */
  minIdleMs: number;
  onRedisKilled: () => void;
}

export type Strike = (world: World, fault: Fault) => Promise<void>;

/** Each resolves when the damage is over: what was killed is back, what was frozen goes on. */
export const STRIKES: Readonly<Record<FaultKind, Strike>> = {
  'kill-service': async ({ stack }, { service, replica, durationMs }) => {
    await stack.killNow(service, replica);
    await pause(durationMs);
    await stack.start(service, replica);
  },

  'freeze-service': async ({ stack, minIdleMs }, { service, replica, durationMs }) => {
    const running = stack.process(service, replica);
    running.signal('SIGSTOP');
    await pause(minIdleMs + durationMs);
    running.signal('SIGCONT');
  },

  'kill-redis': async ({ server, onRedisKilled }, { durationMs }) => {
    onRedisKilled();
    await server.kill();
    await pause(durationMs / 2);
    await server.restart();
  },

  'tear-log': async ({ server, onRedisKilled }) => {
    onRedisKilled();
    await server.kill();
    const folder = join(server.dir, 'appendonlydir');
    const newest = (await readdir(folder))
      .filter((name) => name.endsWith('.incr.aof'))
      .toSorted()
      .at(-1);
    if (newest === undefined) throw new Error(`there is no append-only file in ${folder}`);
    await appendFile(join(folder, newest), TORN_COMMAND);
    await server.restart();
  },

  'cut-connections': async (world) => {
    await insist(() => world.redis.sendCommand(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']));
  },

  'flush-scripts': async (world) => {
    await insist(() => world.redis.scriptFlush());
  },

  'lose-group': async (world, { dice }) => {
    const [stream, group] = streamAt(world.keys, dice);
    await insist(() => world.redis.xGroupDestroy(stream, group));
  },

  poison: async (world, { dice }) => {
    const [stream] = streamAt(world.keys, dice);
    const reference = newId();
    world.ledger.poison.set(reference, stream);
    // Once: when the answer is lost, it may be there or not, and twice would be too much.
    await world.redis
      .xAdd(stream, '*', poisonOf(dice, reference))
      .catch(() => world.ledger.doubtfulPoison.add(reference));
  },

  restock: async ({ http, stack, shop }, { dice, replica }) => {
    const productId = shop.productIds[Math.floor(dice * shop.productIds.length)] ?? '';
    const url = `${stack.url('warehouse', replica)}/products/${productId}/stock`;
    const stock_quantity = Math.floor(dice * shop.openingPieces);
    await http.send('PUT', url, shop.adminToken, { stock_quantity }).catch(() => 'the warehouse is down');
  },
};

/** A stream, and the group of the service that reads it. */
function streamAt(keys: Keys, dice: number): readonly [stream: string, group: string] {
  const { orderPlaced, orderCompleted, refundInitiated } = flowsOf(keys);
  const { stream, readers } = [orderPlaced, orderCompleted][Math.floor(dice * 3)] ?? refundInitiated;
  return [stream, readers[0]];
}

/** Entries that no consumer can make sense of, each for another reason. */
function poisonOf(dice: number, reference: string): Record<string, string> {
  const kinds: readonly Record<string, string>[] = [
    { nonsense: 'yes' },
    { id: reference, type: 'order-completed', version: '99', data: '{}' },
    {
      id: reference,
      type: 'order-completed',
      source: 'store',
      subject: reference,
      version: '1',
      time: 'yesterday',
      data: '{"order_id":',
    },
    { data: 'x'.repeat(20_000) },
  ];
  return { ...kinds[Math.floor(dice * 1_000) % kinds.length], poison: reference };
}

/** Does it as soon as Redis is there; only for what may be done twice. */
async function insist(command: () => Promise<unknown>): Promise<void> {
  const done = async () => {
    await command();
    return true;
  };
  await waitUntil(done, { what: 'Redis to take a command', deadlineMs: REDIS_COMMAND_DEADLINE_MS });
}
