import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '@stockade/contracts';
import { connectOnce, PRIMARY_NAME, waitUntil, type RedisServer, type ReplicatedRedis } from '@stockade/local';
import { z } from 'zod';
import type { Strike, World } from './world.js';

/** What the sentinels take in all: a silent second, an election, and a busy machine. */
const FAILOVER_DEADLINE_MS = 60_000;
const LOOK_INTERVAL_MS = 20;
const SHELF_STOCK_MAX = 1_000;
const productSchema = z.object({ id: z.string() });

type HaFaultKind = 'lose-primary' | 'freeze-primary' | 'move-primary' | 'cut-replicas' | 'set-stock';

/** Each resolves when there are as many replicas as before, and all of them follow the primary. */
export const HA_STRIKES: Readonly<Record<HaFaultKind, Strike>> = {
  // Half of them after it was cut off from its replicas for a moment: what it wrote then, nobody else has.
  'lose-primary': async (world, { dice, durationMs }) => {
    const group = groupOf(world);
    const lost = await group.primary();
    const reconnect = dice < 0.5 ? await cutReplicas(group, lost) : () => Promise.resolve();
    if (dice < 0.5) await pause(durationMs / 4);
    world.onRedisKilled();
    await lost.kill();
    await reconnect();
    // Another machine is there at once, as a replica of the one that is to take over.
    await group.replace(lost);
    await untilReplaced(world, lost);
    await group.untilReplicated();
  },

  // It comes back and takes itself for the primary, until a sentinel tells it otherwise.
  'freeze-primary': async (world, { durationMs }) => {
    const group = groupOf(world);
    const frozen = await group.primary();
    world.onRedisKilled();
    await frozen.signal('SIGSTOP');
    await untilReplaced(world, frozen);
    await pause(durationMs);
    await frozen.signal('SIGCONT');
    await group.untilReplicated();
  },

  // As an operator does, to maintain its machine: no process ends.
  'move-primary': async (world) => {
    const group = groupOf(world);
    const old = await group.primary();
    const sentinel = await connectOnce(`redis://127.0.0.1:${group.sentinelPorts[0]}`);
    // Refused, for example while another failover is not over: then nothing is moved, and the run goes on.
    const moves = await sentinel.sendCommand(['SENTINEL', 'FAILOVER', PRIMARY_NAME]).then(
      () => true,
      () => false,
    );
    sentinel.destroy();
    if (moves) await untilReplaced(world, old);
    await group.untilReplicated();
  },

  'cut-replicas': async (world, { durationMs }) => {
    const group = groupOf(world);
    const reconnect = await cutReplicas(group, await group.primary());
    await pause(durationMs);
    await reconnect();
    await group.untilReplicated();
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

function groupOf({ group }: World): ReplicatedRedis {
  if (group === undefined) throw new Error('this Redis has no replicas; they come with --ha');
  return group;
}

async function untilReplaced(world: World, old: RedisServer): Promise<void> {
  const group = groupOf(world);
  await waitUntil(async () => (await group.primary()) !== old, {
    what: 'the sentinels to name another primary',
    deadlineMs: FAILOVER_DEADLINE_MS,
    intervalMs: LOOK_INTERVAL_MS,
  });
  world.onRedisReplaced();
}

/**
 * Ends the connections of the replicas, which are frozen and do not make new ones until the answered function is called: what
 * the primary writes meanwhile, nobody else has.
 */
async function cutReplicas(group: ReplicatedRedis, primary: RedisServer): Promise<() => Promise<void>> {
  const replicas = group.servers.filter((server) => server !== primary);
  await Promise.all(replicas.map((replica) => replica.signal('SIGSTOP')));
  const client = await connectOnce(primary.url);
  await client.sendCommand(['CLIENT', 'KILL', 'TYPE', 'replica']).finally(() => client.destroy());
  return async () => {
    await Promise.all(replicas.map((replica) => replica.signal('SIGCONT')));
  };
}
