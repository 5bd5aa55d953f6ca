import { GROUPS, type Keys } from '@stockade/contracts';
import type { About } from '@stockade/descriptions';
import { type HealthChecks, makeHealthRoutes, makeMetricsRoutes, type Metrics, type Route } from '@stockade/http';
import type { Redis } from '@stockade/redis';
import { makeOperationsRoutes } from '@stockade/service';
import { makeProductRoutes } from './http/products.js';
import { makeReservationRoutes } from './http/reservations.js';
import type { NearProducts } from './near-products.js';
import type { Products } from './product-changes.js';

export const about: About = {
  name: 'warehouse',
  title: 'Stockade warehouse',
  description: 'Keeps the catalogue and the stock, and reserves what is paid: an order as a whole, or not at all.',
};

interface Parts {
  redis: Redis;
  keys: Keys;
  /** Of the prices that may be set. */
  currency: string;
  products: Products;
  nearProducts: NearProducts;
  checks: HealthChecks;
  metrics: Metrics;
}

/** All that the warehouse answers. Making the routes asks nothing of the parts, so they can be described without any. */
export function makeWarehouseRoutes({
  redis,
  keys,
  currency,
  products,
  nearProducts,
  checks,
  metrics,
}: Parts): Route[] {
  return [
    ...makeProductRoutes({ currency, products, nearProducts }),
    ...makeReservationRoutes(redis, keys),
    ...makeOperationsRoutes({ redis, stream: keys.orderCompleted, group: GROUPS.warehouse }),
    ...makeHealthRoutes(checks),
    ...makeMetricsRoutes(metrics),
  ];
}
