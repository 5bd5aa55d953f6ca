import { consumerSettings, paymentSettings, portSchema, serviceSettings } from '@stockade/service/settings';
import { readSettings, type Environment } from '@stockade/settings';

/** The settings of the refund service. */
export const refundSettings = {
  ...serviceSettings,
  ...consumerSettings,
  ...paymentSettings,
  REFUND_PORT: portSchema.default(8003),
};

/** Reads them from the environment. Throws a SettingsError. */
export const refundConfig = (environment: Environment = process.env) => readSettings(refundSettings, environment);
export type RefundConfig = ReturnType<typeof refundConfig>;
