import { liveUpdatesSettings, paymentSettings, portSchema, serviceSettings } from '@stockade/service/settings';
import { readSettings, type Environment } from '@stockade/settings';

/** The settings of the operations service. */
export const operationsSettings = {
  ...serviceSettings,
  ...paymentSettings,
  ...liveUpdatesSettings,
  OPERATIONS_PORT: portSchema.default(8004),
};

/** Reads them from the environment. Throws a SettingsError. */
export const operationsConfig = (environment: Environment = process.env) =>
  readSettings(operationsSettings, environment);
export type OperationsConfig = ReturnType<typeof operationsConfig>;

/** The settings of every command: where Redis is, and how the payment provider is asked. */
const commandSettings = { REDIS_URL: serviceSettings.REDIS_URL, ...paymentSettings };

/** Reads them from the environment. Throws a SettingsError. */
export const placesOfEnvironment = () => readSettings(commandSettings, process.env);
