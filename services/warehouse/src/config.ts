import {
  consumerSettings,
  currencySettings,
  liveUpdatesSettings,
  portSchema,
  serviceSettings,
  switchSchema,
} from '@stockade/service/settings';
import { readSettings, type Environment } from '@stockade/settings';

/** The settings of the warehouse. */
export const warehouseSettings = {
  ...serviceSettings,
  ...consumerSettings,
  ...currencySettings,
  ...liveUpdatesSettings,
  WAREHOUSE_PORT: portSchema.default(8002),
  /** Puts the sample products into a catalogue that never had a product. */
  SEED_PRODUCTS: switchSchema.default(true),
};

/** Reads them from the environment. Throws a SettingsError. */
export const warehouseConfig = (environment: Environment = process.env) => readSettings(warehouseSettings, environment);
export type WarehouseConfig = ReturnType<typeof warehouseConfig>;
