import { consumerSettings, portSchema, serviceSettings } from '@stockade/service/settings';
import { readSettings } from '@stockade/settings';

/** All that the refund can be told. */
export const refundSettings = {
  ...serviceSettings,
  ...consumerSettings,
  REFUND_PORT: portSchema.default(8003),
};

/** Reads them from the environment. Throws a SettingsError. */
export const refundConfig = () => readSettings(refundSettings, process.env);
export type RefundConfig = ReturnType<typeof refundConfig>;
