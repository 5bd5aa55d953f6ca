import { consumerSettings, currencySettings, portSchema, readConfig, serviceSettings } from '@stockade/service-kit';
import { z } from 'zod';

const settings = {
  ...serviceSettings,
  ...consumerSettings,
  ...currencySettings,
  WAREHOUSE_PORT: portSchema.default(8002),
  /** Puts five sample products into an empty catalogue. */
  SEED_PRODUCTS: z.stringbool().default(true),
};

export const warehouseConfig = () => readConfig(settings, process.env);
export type WarehouseConfig = ReturnType<typeof warehouseConfig>;
