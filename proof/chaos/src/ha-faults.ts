import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '@stockade/contracts';
import { connectOnce, insist, waitUntil, type RedisServer } from '@stockade/local';
import { z } from 'zod';
import { primariesOf, type Primary } from './primaries.js';
import type { Strike, World } from './world.js';

/** What a failover takes in all: a silent second, an election, and a busy machine. */
const FAILOVER_DEADLINE_MS = 60_000;
const LOOK_INTERVAL_MS = 20;
const SHELF_STOCK_MAX = 1_000;
/** What an order takes in the log of its primary is more; a ping of the replicas, or a question what they have, is less. */
const AHEAD_BYTES_MIN = 1_000;
const AHEAD_WITHIN_MS = 1_500;
const productSchema = z.object({ id: z.string() });

type HaFaultKind = 'lose-primary' | 'freeze-primary' | 'move-primary' | 'cut-replicas' | 'move-slots' | 'set-stock';

/** Each resolves when there are as many replicas as before, and all of them follow their primary. */
export const HA_STRIKES: Readonly<Record<HaFaultKind, Strike>> = {
  // Half of them after it was cut off from its replicas for a moment: what it wrote then, nobody else has.
  'lose-primary': async (world, { dice, durationMs }) => {
    const primaries = primariesOf(world, world.keys);
    const lost = await primaries.pick(dice);
    const isCut = Math.floor(dice * 1_000) % 2 === 0;
    const reconnect = isCut ? await cutReplicas(lost) : () => Promise.resolve();
    if (isCut) await untilAhead(lost.server, durationMs / 4);
    const writtenBytes = await readOffset(lost.server, 'master_repl_offset');
    world.onRedisKilled();
    await lost.server.kill();
    await reconnect();
    // Another machine is there at once, as a replica of the one that takes over.
    const replacing = primaries.replace(lost.server);
    await Promise.all([replacing, untilReplaced(world, lost)]);
    world.ledger.met.promoted += 1;
    const takenOverBytes = await readOffset(await insist(lost.successor), 'second_repl_offset');
    if (writtenBytes - takenOverBytes > AHEAD_BYTES_MIN) world.ledger.met.lostAhead += 1;
    await primaries.untilReplicated();
  },

  // It comes back and takes itself for the primary, until it is told otherwise.
  'freeze-primary': async (world, { dice, durationMs }) => {
    const primaries = primariesOf(world, world.keys);
    const frozen = await primaries.pick(dice);
    world.onRedisKilled();
    await frozen.server.signal('SIGSTOP');
    try {
      await untilReplaced(world, frozen);
      await pause(durationMs);
    } finally {
      await frozen.server.signal('SIGCONT');
    }
    await primaries.untilReplicated();
  },

  // No process ends. Refused, for example while another failover is not over, nothing is moved, and the run goes on.
  'move-primary': async (world, { dice }) => {
    const primaries = primariesOf(world, world.keys);
    const old = await primaries.pick(dice);
    if (await old.moveAway()) await untilReplaced(world, old);
    await primaries.untilReplicated();
  },

  'cut-replicas': async (world, { dice, durationMs }) => {
    const primaries = primariesOf(world, world.keys);
    const reconnect = await cutReplicas(await primaries.pick(dice));
    await pause(durationMs);
    await reconnect();
    await primaries.untilReplicated();
  },

  // While orders flow through it, as `redis-cli --cluster reshard` does.
  'move-slots': async (world, { dice }) => {
    const { cluster, keys } = world;
    if (cluster === undefined) throw new Error('only a cluster has slots; it comes with --cluster');
    const partition = keys.partitions[Math.floor(dice * keys.partitions.length)];
    if (partition === undefined) throw new RangeError(`dice are below 1, and not ${dice}`);
    const from = await insist(() => cluster.primaryOf(partition.orders));
    const to = (await cluster.primaries()).find((primary) => primary !== from);
    if (to !== undefined) await cluster.moveSlotOf(partition.orders, to);
    // What has moved is not confirmed: no primary may be lost before its replica has it.
    await primariesOf(world, keys).untilReplicated();
  },

  'set-stock': async ({ http, stack, shop, ledger }, { dice, replica }) => {
    const warehouse = stack.url('warehouse', replica);
    const stock_quantity = Math.floor(dice * SHELF_STOCK_MAX);
    if (ledger.shelf === undefined) {
      const product = { name: 'On the shelf', price: 1, stock_quantity };
      const options = { idempotencyKey: newId() };
      const add = async () =>
        productSchema.parse((await http.send('POST', `${warehouse}/products`, shop.adminToken, product, options)).body)
          .id;
      const productId = await waitUntil(add, { what: 'a product to be on sale', deadlineMs: FAILOVER_DEADLINE_MS });
      ledger.shelf = { productId, confirmed: stock_quantity, doubtful: [] };
      return;
    }
    const { shelf } = ledger;
    shelf.doubtful.push(stock_quantity);
    const url = `${warehouse}/products/${shelf.productId}/stock`;
    const answer = await http.send('PUT', url, shop.adminToken, { stock_quantity }).catch(() => undefined);
    if (answer?.status === 200) Object.assign(shelf, { confirmed: stock_quantity, doubtful: [] });
  },
};

/** A place in the log that a primary sends to its replicas; NaN when it does not say. */
async function readOffset(server: RedisServer, field: string): Promise<number> {
  const info = await ask(server, ['INFO', 'replication']);
  return Number(new RegExp(`^${field}:(\\d+)`, 'm').exec(String(info))?.[1]);
}

/** Waits, and goes on waiting for a while until the primary has written what a replica that is cut off does not have. */
async function untilAhead(server: RedisServer, leastMs: number): Promise<void> {
  const before = await readOffset(server, 'master_repl_offset');
  await pause(leastMs);
  const isAhead = async () => (await readOffset(server, 'master_repl_offset')) - before > AHEAD_BYTES_MIN;
  await waitUntil(isAhead, { what: 'an order', deadlineMs: AHEAD_WITHIN_MS }).catch(() => 'nobody orders now');
}

async function untilReplaced(world: World, old: Primary): Promise<void> {
  await waitUntil(old.hasBeenReplaced, {
    what: 'another primary to take over',
    deadlineMs: FAILOVER_DEADLINE_MS,
    intervalMs: LOOK_INTERVAL_MS,
  });
  world.onRedisReplaced();
}

/**
 * Ends the connections of the replicas, which are frozen and do not make new ones until the answered function is called: what
 * the primary writes meanwhile, nobody else has.
 */
async function cutReplicas({ server, replicas: find }: Primary): Promise<() => Promise<void>> {
  const replicas = await insist(find);
  await Promise.all(replicas.map((replica) => replica.signal('SIGSTOP')));
  await ask(server, ['CLIENT', 'KILL', 'TYPE', 'replica']);
  return async () => {
    await Promise.all(replicas.map((replica) => replica.signal('SIGCONT')));
  };
}

/** Asks until it answers: another fault may cut the connection meanwhile. Only what may be asked twice. */
function ask(server: RedisServer, command: readonly string[]): Promise<unknown> {
  return insist(async () => {
    const client = await connectOnce(server.url);
    return client.sendCommand([...command]).finally(() => client.destroy());
  });
}
