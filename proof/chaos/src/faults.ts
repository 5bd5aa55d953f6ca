import { appendFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { flowsOf, newId, type Keys } from '@stockade/contracts';
import { insist, waitUntil, type ServiceName } from '@stockade/local';
import { nodesOf, type Redis } from '@stockade/redis';
import { CLOCK_OFF_FOR_MS } from '@stockade/stage';
import { HA_STRIKES } from './ha-faults.js';
import type { FaultKind } from './schedule.js';
import { startTwice } from './second-start.js';
import type { Strike } from './world.js';

/** Half of a command, as a crash in the middle of a write leaves it. */
const TORN_COMMAND = '*4\r\n$4\r\nHSET\r\n$11\r\nstock:half-';
/** In so long a time each service has something to say to Redis. */
const FELT_MS = 500;
/** And so long is waited for that, when a command is denied. */
const DENIED_MAX_MS = 3_000;
/** What a service may be denied: that which its scripts announce, write and acknowledge with. */
const DENIABLE: Readonly<Record<ServiceName, readonly [string, ...string[]]>> = {
  store: ['xadd', 'hset', 'xack'],
  warehouse: ['xadd', 'hset', 'xack'],
  refund: ['zadd', 'hset', 'xack'],
};

/** Each resolves when the damage is over: what was killed is back, what was frozen goes on. */
export const STRIKES: Readonly<Record<FaultKind, Strike>> = {
  ...HA_STRIKES,

  'kill-service': async ({ stack, witness }, { service, replica, durationMs }) => {
    const runsAgain = await witness.kill(service, replica);
    await pause(durationMs);
    await stack.start(service, replica);
    runsAgain();
  },

  'freeze-service': async ({ witness, minIdleMs }, { service, replica, durationMs }) => {
    await witness.freeze(service, replica, minIdleMs + durationMs);
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
    const kill = (node: Redis) => node.sendCommand(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']);
    await insist(() => Promise.all(nodesOf(world.redis).map(kill)));
  },

  'flush-scripts': async (world) => {
    await insist(() => Promise.all(nodesOf(world.redis).map((node) => node.scriptFlush())));
  },

  'lose-group': async (world, { dice }) => {
    const [stream, group] = streamAt(world.keys, dice);
    await insist(() => world.redis.xGroupDestroy(stream, group));
  },

  poison: async (world, { dice }) => {
    const [stream] = streamAt(world.keys, dice);
    const reference = newId();
    world.ledger.poison.set(reference, stream);
    // A failover may forget it.
    if (world.group !== undefined || world.cluster !== undefined) world.ledger.doubtfulPoison.add(reference);
    // Once: when the answer is lost, it may be there or not, and twice would be too much.
    await world.redis
      .xAdd(stream, '*', poisonOf(dice, reference))
      .catch(() => world.ledger.doubtfulPoison.add(reference));
  },

  restock: async ({ http, stack, shop, stockMax, ledger }, { dice, replica }) => {
    const productId = shop.productIds[Math.floor(dice * shop.productIds.length)] ?? '';
    const url = `${stack.url('warehouse', replica)}/products/${productId}/stock`;
    const stock_quantity = Math.floor(dice * stockMax);
    ledger.restocked.add(productId);
    await http.send('PUT', url, shop.adminToken, { stock_quantity }).catch(() => 'the warehouse is down');
  },

  'tear-replies': async ({ proxy, ledger }, { durationMs }) => {
    const stop = proxy.tearReplies();
    await pause(FELT_MS + durationMs);
    ledger.met.torn += stop();
  },

  // A restart of Redis heals it too, since rights come from the ACL file again; to give one back twice changes nothing.
  'deny-command': async ({ redis, ledger }, { service, dice, durationMs }) => {
    const commands = DENIABLE[service];
    const command = commands[Math.floor(dice * commands.length)] ?? commands[0];
    const deniedBefore = await insist(() => countDenied(redis));
    await insist(() => redis.aclSetUser(service, `-${command}`));
    await pause(FELT_MS + durationMs);
    const isFelt = async () => (await countDenied(redis)) > deniedBefore;
    await waitUntil(isFelt, { what: 'a command to be denied', deadlineMs: DENIED_MAX_MS }).catch(
      () => 'it has nothing to do',
    );
    await insist(() => redis.aclSetUser(service, `+${command}`));
    const denied = await insist(() => countDenied(redis));
    ledger.met.denied += denied < deniedBefore ? denied : denied - deniedBefore;
  },

  'start-twice': async ({ server, redis, ledger }) => {
    for (const what of await startTwice(redis, server.dir))
      ledger.violations.push({ invariant: 'one-redis-a-directory', what });
  },

  // The clock comes back by itself; a service that is started anew meanwhile has the right one at once.
  'set-clock': async ({ stack }, { service, replica }) => {
    stack.process(service, replica).signal('SIGUSR2');
    await pause(CLOCK_OFF_FOR_MS);
  },

  'kill-provider': async ({ provider }, { durationMs }) => {
    await provider.killNow();
    await pause(durationMs);
    await provider.start();
  },

  // Longer than any try waits, so that charges fail whose requests it takes up when it goes on.
  'provider-silent': async ({ provider, minIdleMs }, { durationMs }) => {
    const running = provider.process();
    running.signal('SIGSTOP');
    await pause(minIdleMs + durationMs);
    running.signal('SIGCONT');
  },
};

/** A stream, and the group of the service that reads it. */
function streamAt(keys: Keys, dice: number): readonly [stream: string, group: string] {
  const partition = keys.partitions[Math.floor(dice * keys.partitions.length)];
  if (partition === undefined) throw new RangeError(`dice are below 1, and not ${dice}`);
  const { orderPlaced, orderCompleted, refundInitiated } = flowsOf(partition);
  const { stream, readers } = [orderPlaced, orderCompleted][Math.floor(dice * 1_000) % 3] ?? refundInitiated;
  return [stream, readers[0]];
}

/** Entries that no consumer can make sense of, each for another reason. */
function poisonOf(dice: number, reference: string): Record<string, string> {
  const kinds: readonly Record<string, string>[] = [
    { nonsense: 'yes' },
    { subject: reference, event: JSON.stringify({ id: reference, type: 'order-completed', version: 99, data: {} }) },
    { subject: reference, event: '{"type":"order-completed","time":"yesterday","data":{"order_id":' },
    { event: 'x'.repeat(20_000) },
  ];
  return { ...kinds[Math.floor(dice * 1_000) % kinds.length], poison: reference };
}

/** Since Redis was started. Redis 7.0 answers ERR for a command in a script, and NOPERM for any other. */
async function countDenied(redis: Redis): Promise<number> {
  const counts = (await redis.info('errorstats')).matchAll(/^errorstat_(?:NOPERM|ERR):count=(\d+)/gm);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}
