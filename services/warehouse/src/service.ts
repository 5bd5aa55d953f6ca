import { makeListTurns, makeLiveRoom, type Route } from '@stockade/http';
import { defineService, onceRedisIsReady, type Base } from '@stockade/service';
import { warehouseConfig, type WarehouseConfig } from './config.js';
import { makeCatalogueRoutes } from './http/catalogue.js';
import { makeProductRoutes } from './http/products.js';
import { makeReservationRoutes } from './http/reservations.js';
import { makeFinishTransfers } from './finish-transfers.js';
import { makeAllottedStock } from './gather.js';
import { makeLiveProducts } from './live-products.js';
import { makeNearProducts } from './near-products.js';
import { makeOnOrderCompleted } from './on-order-completed.js';
import { makeProducts } from './product-changes.js';
import { makeProductSearch } from './product-search.js';
import { makeReservations } from './reservations.js';
import { makeSearchIndex } from './search-index.js';
import { seedProducts } from './seed-products.js';

/** Batches that are in hand at once: one in Redis while the next is read and decoded. */
const BATCHES_IN_FLIGHT_MAX = 2;

/** Keeps the catalogue and the stock, and reserves what is paid. */
export const warehouse = defineService({
  about: {
    name: 'warehouse',
    title: 'Stockade warehouse',
    description: 'Keeps the catalogue and the stock, and reserves what is paid: an order as a whole, or not at all.',
  },
  readConfig: warehouseConfig,
  portVariable: 'WAREHOUSE_PORT',
  flow: ({ orderCompleted }) => orderCompleted,
  compose(base) {
    const { config, redis, keys, confirmations, logger } = base;
    const { CURRENCY: currency, CONSUMER_BATCH: batch, SEED_PRODUCTS: seeds } = config;
    const samples = onceRedisIsReady(redis, 'seeding the catalogue', logger, async () => {
      if (seeds) await seedProducts(redis, keys, currency);
    });
    const allotted = makeAllottedStock(redis, keys, confirmations);
    const onError = (err: unknown) => logger.warn({ err }, 'stock of other partitions');
    const products = makeProducts(redis, keys, currency, allotted);
    const reservations = makeReservations(redis, keys);
    const { room, ...showing } = makeShowing(base);
    return {
      handlerOf: (partition) => makeOnOrderCompleted(redis, keys, partition, allotted),
      bounds: { inFlightEntriesMax: batch * BATCHES_IN_FLIGHT_MAX },
      parts: { currency, products, reservations, ...showing },
      checks: { catalogue: samples.trouble },
      endLiveUpdates: room.end,
      ...(allotted && { background: makeFinishTransfers({ redis, moves: allotted.moves, onError }) }),
    };
  },
  routes: (parts): Route[] => [
    ...makeCatalogueRoutes(parts),
    ...makeProductRoutes(parts),
    ...makeReservationRoutes(parts.reservations),
  ],
});

/** What shows the catalogue: near copies, searches and live updates, all over one connection with tracking. */
function makeShowing({ config, keys, track, logger }: Base<WarehouseConfig>) {
  const tracked = track();
  const { CURRENCY: currency, LIVE_UPDATES_MAX: followersMax } = config;
  const nearProducts = makeNearProducts(tracked, keys, currency);
  const index = makeSearchIndex({ tracked, keys, currency, onError: (err) => logger.error({ err }, 'search') });
  // Whoever searches first need not wait for it.
  onceRedisIsReady(tracked.redis, 'reading the catalogue for searches', logger, async () => void (await index.read()));
  const room = makeLiveRoom({ followersMax, followersPerAddressMax: config.LIVE_UPDATES_PER_ADDRESS_MAX });
  return {
    room,
    nearProducts,
    search: makeProductSearch({ index, nearProducts, turns: makeListTurns() }),
    liveProducts: makeLiveProducts({
      tracked,
      keys,
      currency,
      room,
      onError: (err) => logger.error({ err }, 'live updates'),
    }),
  };
}
