import { consumerSettings, portSchema, readConfig, serviceSettings } from '@stockade/service-kit';
import { z } from 'zod';

const settings = {
  ...serviceSettings,
  ...consumerSettings,
  WAREHOUSE_PORT: portSchema.default(8002),
  /** Puts five sample products into a catalogue that never had a product. */
  SEED_PRODUCTS: z.stringbool().default(true),
};

export const warehouseConfig = () => readConfig(settings, process.env);
export type WarehouseConfig = ReturnType<typeof warehouseConfig>;
