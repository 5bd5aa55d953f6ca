import { consumerSettings, portSchema, readConfig, serviceSettings } from '@stockade/service-kit';

const settings = {
  ...serviceSettings,
  ...consumerSettings,
  REFUND_PORT: portSchema.default(8003),
};

export const refundConfig = () => readConfig(settings, process.env);
export type RefundConfig = ReturnType<typeof refundConfig>;
