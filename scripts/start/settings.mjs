// @ts-check
import { join, resolve } from 'node:path';
import { emailSchema } from '@stockade/contracts';
import { labSettings } from '@stockade/lab/config';
import { operationsSettings } from '@stockade/operations-service/config';
import { refundSettings } from '@stockade/refund/config';
import { readSettings, strangersIn, withEnvFile } from '@stockade/settings';
import { storeSettings } from '@stockade/store/config';
import { storefrontSettings } from '@stockade/storefront/config';
import { warehouseSettings } from '@stockade/warehouse/config';
import { z } from 'zod';
import { ROOT } from '../paths.mjs';

/** A size as Redis reads it in its settings. */
const MEMORY = /^(?<count>\d+)(?<unit>[kmg]?b|[kmg])?$/i;
/** @type {Readonly<Record<string, number>>} */
const UNIT_BYTES = { b: 1, k: 1e3, kb: 2 ** 10, m: 1e6, mb: 2 ** 20, g: 1e9, gb: 2 ** 30 };
/** An empty Redis takes about 1 MiB, and each connection some more. With 0 it has no limit, until the system ends it. */
const MAXMEMORY_BYTES_MIN = 16 * 2 ** 20;

/** NaN when it is no size. @param {string} text */
function bytesOf(text) {
  const { count, unit = 'b' } = MEMORY.exec(text)?.groups ?? {};
  return Number(count) * (UNIT_BYTES[unit.toLowerCase()] ?? NaN);
}

/** Where `npm start` keeps its data, relative to the root of the workspace, and a Redis to use instead of its own. */
const PLACES = {
  DATA_DIR: z.string().default('.data'),
  REDIS_URL: storeSettings.REDIS_URL.optional(),
};

/** What the operator's command line can be told. */
export const OPS_SETTINGS = {
  ...PLACES,
  PAYMENT_PROVIDER_URL: refundSettings.PAYMENT_PROVIDER_URL,
  PAYMENT_TIMEOUT_MS: refundSettings.PAYMENT_TIMEOUT_MS,
};

/** All that `npm start` can be told: its own settings, and those of the services, which it checks before it starts them. */
export const START_SETTINGS = {
  ...storeSettings,
  ...warehouseSettings,
  ...refundSettings,
  ...operationsSettings,
  ...storefrontSettings,
  /** Not set: its usual one, or another that is free: see ports.mjs. */
  LAB_PORT: labSettings.LAB_PORT.unwrap().optional(),
  PROOFS_DIR: labSettings.PROOFS_DIR,
  ...PLACES,
  // Where the services are is known here, from their ports.
  STORE_URLS: storefrontSettings.STORE_URLS.unwrap().optional(),
  WAREHOUSE_URLS: storefrontSettings.WAREHOUSE_URLS.unwrap().optional(),
  REFUND_URLS: storefrontSettings.REFUND_URLS.unwrap().optional(),
  OPERATIONS_URLS: storefrontSettings.OPERATIONS_URLS.unwrap().optional(),
  /** How much of the memory the data of its own Redis may take, as Redis reads it. */
  REDIS_MAXMEMORY: z
    .string()
    .regex(MEMORY, 'must be a number of bytes, or such as 512mb or 2gb')
    .refine(
      (text) => !(bytesOf(text) < MAXMEMORY_BYTES_MIN),
      'must be at least 16mb: with less Redis is full at its start',
    )
    .optional(),
  /** Whoever is on this machine may reach the services, and nobody else, until this says so. */
  LISTEN_HOST: storeSettings.LISTEN_HOST.unwrap().default('127.0.0.1'),
  // What is made here when nobody sets it.
  JWT_SECRET: storeSettings.JWT_SECRET.optional(),
  ADMIN_EMAIL: emailSchema.default('admin@stockade.local'),
  /** Of the first process of each service; the others have it with their number. */
  CONSUMER_NAME: storeSettings.CONSUMER_NAME.unwrap().default('local'),
};

const ENV_FILE = join(ROOT, '.env');
/** What `.env` may set besides, and `npm start` makes nothing of. */
export const OF_COMPOSE = ['REDIS_MEM_LIMIT', 'STOREFRONT_NETWORK', 'REDIS_NETWORK', 'GRAFANA_PORT', 'PROMETHEUS_PORT'];
/** Variables of the programs around it. */
const OF_OTHERS = /^(?:COMPOSE|DOCKER|BUILDX|NODE|OTEL)_/;

/** The environment of this process, and below it the file `.env` in the root of the workspace. */
export const readEnvironment = () => withEnvFile(process.env, ENV_FILE);

/** What `.env` sets and nobody reads: most likely it is misspelled. */
export function unknownSettings(file = ENV_FILE) {
  const known = new Set([...Object.keys(START_SETTINGS), ...OF_COMPOSE]);
  return strangersIn(file, (name) => known.has(name) || OF_OTHERS.test(name));
}

/** The data directory of a run, absolute. @param {{ DATA_DIR: string }} settings */
export const dataDirOf = ({ DATA_DIR }) => resolve(ROOT, DATA_DIR);

/**
 * The settings of a run. Throws a SettingsError that names every bad one.
 * @param {import('@stockade/settings').Environment} environment
 */
export const readStartSettings = (environment) => readSettings(START_SETTINGS, environment);
/** @typedef {ReturnType<typeof readStartSettings> & { LAB_PORT: number }} StartSettings with the port that ports.mjs gave the lab */
