import { hostname } from 'node:os';
import {
  CONSUMER_MIN_IDLE_MS_DEFAULT,
  currencySchema,
  DELIVERIES_MAX_DEFAULT,
  PARTITIONS_MAX,
  PAYMENT_TIMEOUT_MS_DEFAULT,
  wholeNumberText,
} from '@stockade/contracts';
import { REDIS_URL_FORMS, redisUrlProblem } from '@stockade/redis';
import { DEFAULT_BOUNDS } from '@stockade/streams';
import { z } from 'zod';
import { trustProxySchema } from './trust-proxy.js';

/** HS256 requires a key at least as long as its digest (RFC 7518, section 3.2). */
const JWT_SECRET_BYTES_MIN = 32;

/** More would only be slower. */
const REPLICAS_MIN_MAX = 16;

/** A TCP port. */
export const portSchema = wholeNumberText(1, 65_535);

/** On or off. */
export const switchSchema = z.stringbool({ error: 'must be true or false' });

/** A consumer gives up what takes longer, whatever the payment provider is allowed. */
const PAYMENT_MAX_MS = DEFAULT_BOUNDS.handlingMaxMs;

/** How long a simulated charge takes. Milliseconds. */
export const paymentDelaySchema = wholeNumberText(0, PAYMENT_MAX_MS);

/** Requests that one client may make in a minute. */
const perMinuteSchema = wholeNumberText(1, 1_000_000);

/**
 * High enough that neither a person nor a modest script hits them; they stop a runaway program or one that tries
 * passwords. All replicas share the counters.
 */
const rateLimitSettings = {
  RATE_LIMIT_ENABLED: switchSchema.default(true),
  /** Ten a second: more than a till needs, a fraction of what the store can process. */
  RATE_LIMIT_ORDERS_PER_MINUTE: perMinuteSchema.default(600),
  /** Enough for an office that logs in in the morning. Each login costs some 50 ms of a processor on purpose. */
  RATE_LIMIT_LOGINS_PER_MINUTE: perMinuteSchema.default(30),
  /** Enough for several people behind one address, each with a page that polls every second. */
  RATE_LIMIT_DEFAULT_PER_MINUTE: perMinuteSchema.default(3_000),
};

/** The settings of whatever listens for HTTP. */
export const serverSettings = {
  TRUST_PROXY: trustProxySchema.default(false),
  /** How long an idle connection is kept: longer than the load balancer keeps it, or requests get lost. */
  KEEP_ALIVE_S: wholeNumberText(1, 3_600).default(65),
  /** How long a stopping service accepts connections, so that load balancers can see that it is not ready. */
  SHUTDOWN_DELAY_MS: wholeNumberText(0, 300_000).default(0),
  /**
   * Where to listen: an address or a name of this machine. Not set: on all interfaces, as a container must. Not called HOST,
   * which tcsh sets by itself.
   */
  LISTEN_HOST: z
    .union([z.ipv4(), z.ipv6(), z.hostname()], { error: 'must be an address or a name of this machine' })
    .optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
};

/** The settings of whatever sends spans. */
export const tracingSettings = {
  /** Where spans are sent, over OTLP/HTTP; not set: nowhere, and nothing of OpenTelemetry is loaded. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' }).optional(),
};

/** The settings of every service. Names as in the environment; durations carry their unit. */
export const serviceSettings = {
  REDIS_URL: z.string({ error: REDIS_URL_FORMS }).superRefine((url, context) => {
    const problem = redisUrlProblem(url);
    if (problem !== null) context.addIssue(problem);
  }),
  /** How many replicas must have what a client or a payment provider is told; see docs/scaling.md. */
  REPLICAS_MIN: wholeNumberText(0, REPLICAS_MIN_MAX).default(0),
  /** Into how many parts the shop is divided, chosen once at its first start; see docs/scaling.md. */
  PARTITIONS: wholeNumberText(1, PARTITIONS_MAX).default(1),
  ALLOW_UNSAFE_REDIS: switchSchema.default(false),
  JWT_SECRET: z
    .string({ error: 'set JWT_SECRET or JWT_SECRET_FILE' })
    .refine(
      (secret) => Buffer.byteLength(secret) >= JWT_SECRET_BYTES_MIN,
      `must have at least ${JWT_SECRET_BYTES_MIN} bytes`,
    ),
  ...rateLimitSettings,
  ...serverSettings,
  ...tracingSettings,
  /** Where people find the pages: a browser that opens the address of a service is sent there. */
  STOREFRONT_URL: z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' }).optional(),
};

/** Further settings of every service with a consumer. */
export const consumerSettings = {
  /**
   * The host's and the process's own, so that replicas need no names. A process of the same name takes up at once what its
   * predecessor left pending, as in a container, where both last over a restart; elsewhere that waits until it is abandoned.
   */
  CONSUMER_NAME: z.string().min(1).max(100).default(`${hostname()}-${process.pid}`),
  CONSUMER_BATCH: wholeNumberText(1, 1_000).default(128),
  CONSUMER_MIN_IDLE_MS: wholeNumberText(100, 86_400_000).default(CONSUMER_MIN_IDLE_MS_DEFAULT),
  /** With fewer, a single restart with an entry in hand would make the entry a dead letter. */
  CONSUMER_MAX_DELIVERIES: wholeNumberText(3, 1_000).default(DELIVERIES_MAX_DEFAULT),
};

/** The values of the settings of every service, and its port. */
export type ServiceConfig<Port extends string> = Readonly<
  z.infer<z.ZodObject<typeof serviceSettings>> & Record<Port, number>
>;

/** The same of a service with a consumer. */
export type ConsumingConfig<Port extends string> = ServiceConfig<Port> &
  Readonly<z.infer<z.ZodObject<typeof consumerSettings>>>;

/** The setting of the services that handle prices; they must have the same value. */
export const currencySettings = {
  CURRENCY: currencySchema.default('USD'),
};

/** The settings of whatever asks the payment provider. */
export const paymentSettings = {
  /** Where the provider is; not set: the simulated one in the box, which keeps its ledger in Redis. */
  PAYMENT_PROVIDER_URL: z
    .string()
    .refine(isOrigin, 'must be an http:// or https:// address without a path, such as http://127.0.0.1:8090')
    .optional(),
  /** How long a call of the provider may take. In no time at all every call would fail, for ever. */
  PAYMENT_TIMEOUT_MS: wholeNumberText(1, PAYMENT_MAX_MS).default(PAYMENT_TIMEOUT_MS_DEFAULT),
};

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, origin, href } = new URL(text);
  return /^https?:$/.test(protocol) && href === `${origin}/`;
}

/** Live updates that may be open; each holds a socket, and the sockets of a process are limited. */
export const liveUpdatesMaxSchema = wholeNumberText(0, 50_000);

/** The settings of the services that can be followed live. */
export const liveUpdatesSettings = {
  /** How many live updates may be open at the same time: in one process, and from one address. */
  LIVE_UPDATES_MAX: liveUpdatesMaxSchema.default(5_000),
  LIVE_UPDATES_PER_ADDRESS_MAX: liveUpdatesMaxSchema.default(200),
};
