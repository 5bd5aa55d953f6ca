import { emailSchema, passwordSchema, rateSchema, wholeNumber } from '@stockade/contracts';
import {
  consumerSettings,
  currencySettings,
  millisecondsSchema,
  portSchema,
  serviceSettings,
} from '@stockade/service-kit/config';
import { readSettings } from '@stockade/settings';

const secondsSchema = wholeNumber(1, 31_536_000);

/** Streams; each holds a socket, of which a process may not have any number. */
const streamsSchema = wholeNumber(0, 50_000);

/** All that the store can be told. */
export const storeSettings = {
  ...serviceSettings,
  ...consumerSettings,
  ...currencySettings,
  STORE_PORT: portSchema.default(8001),
  ACCESS_TOKEN_TTL_S: secondsSchema.default(900),
  SESSION_TTL_S: secondsSchema.default(604_800),
  /** The first admin, made at the start when there is no such user. */
  ADMIN_EMAIL: emailSchema.optional(),
  ADMIN_PASSWORD: passwordSchema.optional(),
  /** Share of the subtotal that is added as the fee. */
  FEE_RATE: rateSchema.prefault('0.2'),
  /** How long the simulated payment provider thinks. */
  PAYMENT_DELAY_MS: millisecondsSchema.default(500),
  /** How long the store waits for the provider before it tries again. */
  PAYMENT_TIMEOUT_MS: millisecondsSchema.default(2_000),
  /** Clients that may follow an order live at the same time in one process, and how many of them for one user. */
  LIVE_STREAMS_MAX: streamsSchema.default(5_000),
  LIVE_STREAMS_PER_USER_MAX: streamsSchema.default(20),
};

/** Reads them from the environment. Throws a SettingsError. */
export const storeConfig = () => readSettings(storeSettings, process.env);
export type StoreConfig = ReturnType<typeof storeConfig>;
