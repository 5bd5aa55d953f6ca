import type { Route } from '@stockade/http';
import { defineService, onceRedisIsReady } from '@stockade/service';
import { warehouseConfig } from './config.js';
import { makeProductRoutes } from './http/products.js';
import { makeReservationRoutes } from './http/reservations.js';
import { makeNearProducts, type NearProducts } from './near-products.js';
import { makeOnOrderCompleted } from './on-order-completed.js';
import { makeProducts, type Products } from './product-changes.js';
import { makeReservations, type Reservations } from './reservations.js';
import { seedProducts } from './seed-products.js';

/** Batches that are in hand at once: one in Redis while the next is read and decoded. */
const BATCHES_IN_FLIGHT_MAX = 2;

interface Parts {
  /** Of the prices that may be set. */
  currency: string;
  products: Products;
  nearProducts: NearProducts;
  reservations: Reservations;
}

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
  compose({ config, redis, keys, track, logger }) {
    const { CURRENCY: currency, CONSUMER_BATCH: batch, SEED_PRODUCTS: seeds } = config;
    const samples = onceRedisIsReady(redis, 'seeding the catalogue', logger, async () => {
      if (seeds) await seedProducts(redis, keys, currency);
    });
    const products = makeProducts(redis, keys, currency);
    const nearProducts = makeNearProducts(track(), keys, currency);
    const reservations = makeReservations(redis, keys);
    return {
      handler: makeOnOrderCompleted(redis, keys),
      bounds: { inFlightEntriesMax: batch * BATCHES_IN_FLIGHT_MAX },
      parts: { currency, products, nearProducts, reservations },
      checks: { catalogue: samples.trouble },
    };
  },
  routes: (parts: Parts): Route[] => [...makeProductRoutes(parts), ...makeReservationRoutes(parts.reservations)],
});
