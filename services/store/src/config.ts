import { emailSchema, passwordSchema, rateSchema, wholeNumberText } from '@stockade/contracts';
import {
  consumerSettings,
  currencySettings,
  liveUpdatesMaxSchema,
  liveUpdatesSettings,
  paymentDelaySchema,
  paymentSettings,
  portSchema,
  serviceSettings,
} from '@stockade/service/settings';
import { readSettings, SettingsError, type Environment } from '@stockade/settings';

const secondsSchema = wholeNumberText(1, 31_536_000);

/** The settings of the store. */
export const storeSettings = {
  ...serviceSettings,
  ...consumerSettings,
  ...currencySettings,
  ...liveUpdatesSettings,
  ...paymentSettings,
  STORE_PORT: portSchema.default(8001),
  ACCESS_TOKEN_TTL_S: secondsSchema.default(900),
  SESSION_TTL_S: secondsSchema.default(604_800),
  /**
   * How long a used refresh token gets the same successor again: longer than a failover of Redis takes. While the replicas confirm
   * nothing, no client is told the successor, so each repetition starts this time anew.
   */
  REFRESH_GRACE_S: wholeNumberText(0, 3_600).default(30),
  /** The admin: created at the start if there is no such user; a changed setting changes the password. */
  ADMIN_EMAIL: emailSchema.optional(),
  ADMIN_PASSWORD: passwordSchema.optional(),
  /** Share of the subtotal that is added as the fee. */
  FEE_RATE: rateSchema.prefault('0.2'),
  /** How long a charge takes at the simulated payment provider in the box. */
  PAYMENT_DELAY_MS: paymentDelaySchema.default(500),
  /** How many live updates one user may have open in one process. */
  LIVE_UPDATES_PER_USER_MAX: liveUpdatesMaxSchema.default(20),
};

export type StoreConfig = ReturnType<typeof storeConfig>;

/** Throws a SettingsError when only one of ADMIN_EMAIL and ADMIN_PASSWORD is set. */
export function storeConfig(environment: Environment = process.env) {
  const config = readSettings(storeSettings, environment);
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = config;
  if ((email === undefined) === (password === undefined)) return config;
  const [missing, given] = email === undefined ? ['ADMIN_EMAIL', 'ADMIN_PASSWORD'] : ['ADMIN_PASSWORD', 'ADMIN_EMAIL'];
  throw new SettingsError([`${missing}: is not set, and ${given} is; set both or none`]);
}
