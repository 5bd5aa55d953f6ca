import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { currencySchema } from '@stockade/contracts';
import { messageOf } from '@stockade/redis';
import { z } from 'zod';
import { trustProxySchema } from './trust-proxy.js';

/** HS256 wants a key at least as long as its digest (RFC 7518, section 3.2). */
const JWT_SECRET_BYTES_MIN = 32;

/** A TCP port. */
export const portSchema = z.coerce.number().int().min(1).max(65_535);

/** Milliseconds. */
export const millisecondsSchema = z.coerce.number().int().min(0).max(86_400_000);

/** Requests that one client may make in a minute. */
const perMinuteSchema = z.coerce.number().int().min(1).max(1_000_000);

/**
 * Meant to be met by nobody who uses the shop by hand or by a script of his own, and to stop a program that has run wild
 * or tries passwords. Each replica adds to the same counters.
 */
const rateLimitSettings = {
  RATE_LIMIT_ENABLED: z.stringbool().default(true),
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
  JWT_SECRET: z
    .string({ error: 'is missing; set JWT_SECRET or JWT_SECRET_FILE' })
    .refine(
      (secret) => Buffer.byteLength(secret) >= JWT_SECRET_BYTES_MIN,
      `must have at least ${JWT_SECRET_BYTES_MIN} bytes`,
    ),
  ...rateLimitSettings,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
};

/** What every service with a consumer is told besides. */
export const consumerSettings = {
  /** Stable per replica: after a restart under the same name, what was left pending is taken up first. */
  CONSUMER_NAME: z.string().min(1).max(100).default(hostname()),
  CONSUMER_BATCH: z.coerce.number().int().min(1).max(1_000).default(128),
  CONSUMER_MIN_IDLE_MS: millisecondsSchema.min(100).default(30_000),
  CONSUMER_MAX_DELIVERIES: z.coerce.number().int().min(1).max(1_000).default(10),
};

/** What the services are told that name prices: they must be told the same. */
export const currencySettings = {
  CURRENCY: currencySchema.default('USD'),
};

type Environment = Readonly<Record<string, string | undefined>>;

/** A configuration that the service cannot start with; the message has a line per bad variable. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/**
 * Reads and checks the settings of a service, once; the result is frozen. An empty variable counts as not set.
 * Each variable can instead be given as a file, `<NAME>_FILE`, whose content is taken without the last newline.
 * Throws a ConfigError that names every bad variable; the values of secrets are not shown.
 */
export function readConfig<Shape extends z.ZodRawShape>(
  shape: Shape,
  environment: Environment,
): Readonly<z.infer<z.ZodObject<Shape>>> {
  const values: Record<string, string> = {};
  for (const name of Object.keys(shape)) {
    const value = environment[name] || readSecretFile(name, environment[`${name}_FILE`]);
    if (value) values[name] = value;
  }
  const parsed = z.object(shape).safeParse(values);
  if (parsed.success) return Object.freeze(parsed.data);
  const lines = parsed.error.issues.map(({ path, message }) => explain(String(path[0]), message, values));
  throw new ConfigError(`cannot start with this configuration:\n${lines.join('\n')}`);
}

function explain(name: string, message: string, values: Readonly<Record<string, string>>): string {
  const value = values[name];
  if (value === undefined) return `  ${name}: is not set; ${message}`;
  const secret = /SECRET|PASSWORD|URL/.test(name);
  return `  ${name}: ${message}${secret ? '' : ` (it is ${JSON.stringify(value)})`}`;
}

function readSecretFile(name: string, path: string | undefined): string | undefined {
  if (!path) return undefined;
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    throw new ConfigError(`cannot start: ${name}_FILE: ${messageOf(error)}`);
  }
}
