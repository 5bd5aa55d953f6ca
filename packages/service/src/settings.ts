import { hostname } from 'node:os';
import { currencySchema, wholeNumberText } from '@stockade/contracts';
import { z } from 'zod';
import { trustProxySchema } from './trust-proxy.js';

/** HS256 wants a key at least as long as its digest (RFC 7518, section 3.2). */
const JWT_SECRET_BYTES_MIN = 32;

/** A TCP port. */
export const portSchema = wholeNumberText(1, 65_535);

/** On or off. */
export const switchSchema = z.stringbool({ error: 'must be true or false' });

/** Milliseconds. */
export const millisecondsSchema = wholeNumberText(0, 86_400_000);

/** Requests that one client may make in a minute. */
const perMinuteSchema = wholeNumberText(1, 1_000_000);

/**
 * Meant to be met by nobody who uses the shop by hand or by a script of his own, and to stop a program that has run wild
 * or tries passwords. Each replica adds to the same counters.
 */
const rateLimitSettings = {
  RATE_LIMIT_ENABLED: switchSchema.default(true),
  /** Ten a second: more than a till needs, a fraction of what the store takes. */
  RATE_LIMIT_ORDERS_PER_MINUTE: perMinuteSchema.default(600),
  /** An office that logs in in the morning. Each login costs some 50 ms of a processor on purpose. */
  RATE_LIMIT_LOGINS_PER_MINUTE: perMinuteSchema.default(30),
  /** Some people behind one address, each with a page open that looks every second. */
  RATE_LIMIT_DEFAULT_PER_MINUTE: perMinuteSchema.default(3_000),
  TRUST_PROXY: trustProxySchema.default(false),
};

/** What every service is told. Names as in the environment; durations carry their unit. */
export const serviceSettings = {
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be a redis:// or rediss:// URL' }),
  ALLOW_UNSAFE_REDIS: switchSchema.default(false),
  JWT_SECRET: z
    .string({ error: 'set JWT_SECRET or JWT_SECRET_FILE' })
    .refine(
      (secret) => Buffer.byteLength(secret) >= JWT_SECRET_BYTES_MIN,
      `must have at least ${JWT_SECRET_BYTES_MIN} bytes`,
    ),
  ...rateLimitSettings,
  /** How long a connection is kept on which nothing comes: longer than the balancer in front keeps it, or requests get lost. */
  KEEP_ALIVE_S: wholeNumberText(1, 3_600).default(65),
  /** From a signal to stop to the end of new connections, for balancers to see that the service is not ready any more. */
  SHUTDOWN_DELAY_MS: wholeNumberText(0, 300_000).default(0),
  /**
   * Where to listen: an address or a name of this machine. Not set: everywhere, as a container must. Not called HOST, which
   * tcsh sets by itself.
   */
  LISTEN_HOST: z
    .union([z.ipv4(), z.ipv6(), z.hostname()], { error: 'must be an address or a name of this machine' })
    .optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
};

/** What every service with a consumer is told besides. */
export const consumerSettings = {
  /** Stable per replica: after a restart under the same name, what was left pending is taken up first. */
  CONSUMER_NAME: z.string().min(1).max(100).default(hostname()),
  CONSUMER_BATCH: wholeNumberText(1, 1_000).default(128),
  CONSUMER_MIN_IDLE_MS: wholeNumberText(100, 86_400_000).default(30_000),
  /** With fewer, a single restart that finds an entry in hand would bury it. */
  CONSUMER_MAX_DELIVERIES: wholeNumberText(3, 1_000).default(10),
};

/** What every service is told, as it is read, and where it listens. */
export type ServiceConfig<Port extends string> = Readonly<
  z.infer<z.ZodObject<typeof serviceSettings & typeof consumerSettings>> & Record<Port, number>
>;

/** What the services are told that name prices: they must be told the same. */
export const currencySettings = {
  CURRENCY: currencySchema.default('USD'),
};
