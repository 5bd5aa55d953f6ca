// @ts-check
import { streamPageSchema } from '@stockade/contracts';
import { waitUntil } from '@stockade/local';
import { placeOrder } from '../orders.mjs';
import { copyOrders } from '../stored-orders.mjs';
import { get, mib, mostMib, onGrownShop, tell, time } from './grown-shop.mjs';

const TIMES = 50;
const DRAIN_DEADLINE_MS = 1_800_000;
const LOOK_INTERVAL_MS = 1_000;
const MS_PER_S = 1_000;

/** What the stream of the warehouse has waiting; Infinity while Redis cannot tell. */
const waitingSchema = streamPageSchema.transform(({ items }) => {
  const [group] = items[0]?.groups ?? [];
  return group === undefined || group.lag === null ? Infinity : group.lag + group.pending;
});

/**
 * So many paid orders that wait for the warehouse when it starts.
 * @param {number} orders
 */
export function growBacklog(orders) {
  return onGrownShop(
    ({ redis, orderId }) => copyOrders(redis, { orderId, amount: orders, undecided: true }),
    async ({ stack, customer, admin, productId, redisMib }) => {
      const startedAt = performance.now();
      const waiting = async () => waitingSchema.parse(await get(`${stack.urls.warehouse}/ops/streams`, admin));
      tell('memory of Redis', mib(await redisMib()));
      const first = await waiting();
      tell('orders that an operator sees waiting', first.toLocaleString('en'));
      await time('an order meanwhile', TIMES, () =>
        placeOrder(stack, customer, JSON.stringify({ items: [{ product_id: productId, quantity: 1 }] })),
      );
      await waitUntil(async () => (await waiting()) === 0, {
        what: 'the backlog to be worked off',
        deadlineMs: DRAIN_DEADLINE_MS,
        intervalMs: LOOK_INTERVAL_MS,
      });
      const tookS = (performance.now() - startedAt) / MS_PER_S;
      tell('worked off after', `${tookS.toFixed(0)} s, ${(first / tookS).toFixed(0)} orders a second`);
      tell('most memory of the warehouse', mib(mostMib(stack.process('warehouse').pid)));
      tell('memory of Redis afterwards', mib(await redisMib()));
    },
  );
}
