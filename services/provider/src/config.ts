import { paymentDelaySchema, portSchema, serverSettings } from '@stockade/service/settings';
import { readSettings, type Environment } from '@stockade/settings';
import { z } from 'zod';

/** The settings of the payment provider. It has no secret and no Redis. */
const providerSettings = {
  ...serverSettings,
  PROVIDER_PORT: portSchema.default(8090),
  /** The file of its ledger, which no other process may use meanwhile. */
  PROVIDER_LEDGER: z.string().default('.data/payment-ledger.jsonl'),
  /** How long a charge takes. */
  PAYMENT_DELAY_MS: paymentDelaySchema.default(500),
};

export type ProviderConfig = ReturnType<typeof providerConfig>;

/** Reads them from the environment. Throws a SettingsError. */
export const providerConfig = (environment: Environment = process.env) => readSettings(providerSettings, environment);
