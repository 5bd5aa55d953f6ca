import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { operationsSettings } from '@stockade/operations-service/config';
import { refundSettings } from '@stockade/refund/config';
import { readSettings, withEnvFile } from '@stockade/settings';
import { storeSettings } from '@stockade/store/config';
import { storefrontSettings } from '@stockade/storefront/config';
import { warehouseSettings } from '@stockade/warehouse/config';
import { OF_COMPOSE, readStartSettings, START_SETTINGS, unknownSettings } from '../scripts/start/settings.mjs';

const EXAMPLE = fileURLToPath(new URL('../.env.example', import.meta.url));
const example = parseEnv(readFileSync(EXAMPLE, 'utf8'));
const NEEDED = { REDIS_URL: 'redis://127.0.0.1:6379', JWT_SECRET: 'x'.repeat(32) };
const SERVICES = {
  store: storeSettings,
  warehouse: warehouseSettings,
  refund: refundSettings,
  operations: operationsSettings,
  storefront: storefrontSettings,
};

describe('.env.example', () => {
  test('names every setting, and no other', () => {
    expect(Object.keys(START_SETTINGS).length).toBeGreaterThan(25);
    const known = [...Object.keys(START_SETTINGS), ...OF_COMPOSE];
    expect(Object.keys(example).toSorted()).toEqual(known.toSorted());
  });

  test('shows the defaults: with it everything is as without it', () => {
    const settings = readStartSettings(withEnvFile({}, EXAMPLE));
    expect(settings).toEqual(readStartSettings({}));
    for (const [service, shape] of Object.entries(SERVICES))
      expect([service, readSettings(shape, withEnvFile(NEEDED, EXAMPLE))]).toEqual([
        service,
        readSettings(shape, NEEDED),
      ]);
  });

  test('a name in .env that is no setting is told, but not those of other programs', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'stockade-settings-'));
    const file = join(dir, '.env');
    const lines = ['REPLICAS_MIM=1', 'FEE_RATE=0.1', 'JWT_SECRET_FILE=/run/jwt', 'PORT=', 'REDIS_MEM_LIMIT=2gb'];
    await writeFile(file, [...lines, 'COMPOSE_PROJECT_NAME=shop', 'OTEL_SERVICE_NAME=shop', 'Fee_Rate=1'].join('\n'));
    expect(unknownSettings(file)).toEqual(['REPLICAS_MIM', 'PORT', 'Fee_Rate']);
    expect(unknownSettings(EXAMPLE)).toEqual([]);
    expect(unknownSettings(join(dir, 'not-there'))).toEqual([]);
    await rm(dir, { recursive: true });
  });

  test('leaves nothing blank that has a default to show', () => {
    // These are told in words: what stands for them depends on how the services are started.
    const told = ['ADMIN_EMAIL', 'CONSUMER_NAME', 'LISTEN_HOST', 'TRUST_PROXY'];
    const blank = Object.keys(example).filter((name) => example[name] === '' && !told.includes(name));
    const settings = readStartSettings({});
    expect(Object.entries(settings).filter(([name, value]) => blank.includes(name) && value !== undefined)).toEqual([]);
  });
});

describe('docker-compose.yml', () => {
  const compose = readFileSync(new URL('../docker-compose.yml', import.meta.url), 'utf8');
  /** Ports, the address and the name are the container's, the rest is of `npm start` alone. */
  const NOT_PASSED = [
    'CONSUMER_NAME',
    'DATA_DIR',
    'LISTEN_HOST',
    'STORE_PORT',
    'WAREHOUSE_PORT',
    'REFUND_PORT',
    'OPERATIONS_PORT',
    'STOREFRONT_PORT',
    'LAB_URLS',
  ];

  test.each(Object.entries(SERVICES))('passes every setting on to the %s', (service, shape) => {
    const [, section = ''] = new RegExp(`^  ${service}:\\n((?:    .*\\n|\\n)+)`, 'm').exec(compose) ?? [];
    const [, shared = ''] = /^x-settings: &settings\n((?: .*\n)+)/m.exec(compose) ?? [];
    const [, consuming = ''] = /^x-consumer-settings: &consumer-settings\n((?: .*\n)+)/m.exec(compose) ?? [];
    const isConsumer = section.includes('*consumer-settings');
    const own = [isConsumer || section.includes('*settings') ? shared : '', isConsumer ? consuming : '', section].join(
      '',
    );
    const passed = [...own.matchAll(/^ +([A-Z][A-Z_]+?)(?:_FILE)?:/gm)].map(([, name]) => name);
    expect([...new Set(passed)].toSorted()).toEqual(
      Object.keys(shape)
        .filter((name) => !NOT_PASSED.includes(name))
        .toSorted(),
    );
  });
});

/** What `Number` reads, and nobody meant. */
const NO_NUMBERS = ['0x10', '1e3', 'Infinity', ' 5', '5 ', '5.0', '+5', '-1', '1_000', 'five'];
const numbers = Object.entries(readStartSettings({})).flatMap(([name, value]) =>
  typeof value === 'number' && name !== 'FEE_RATE' ? [name] : [],
);

describe.each(numbers)('%s', (name) => {
  test.each(NO_NUMBERS)('does not take %j, and is named', (text) => {
    expect(() => readStartSettings({ [name]: text })).toThrow(
      new RegExp(
        String.raw`^cannot start with these settings:\n {2}${name}: must be a whole number from \d+ to \d+ \(it is `,
      ),
    );
  });

  test('takes white space for not set', () => {
    expect(readStartSettings({ [name]: ' ' })).toEqual(readStartSettings({}));
  });
});

test.each([
  ['JWT_SECRET', 'short', 'must have at least 32 bytes'],
  ['FEE_RATE', '20%', 'must be a decimal between 0 and 1'],
  ['CURRENCY', 'usd', 'must be an ISO 4217 code'],
  ['CURRENCY', 'XAU', 'must be an ISO 4217 code'],
  ['ADMIN_PASSWORD', 'short', ''],
  ['ADMIN_EMAIL', 'nobody', ''],
  ['SEED_PRODUCTS', 'maybe', 'must be true or false'],
  ['LOG_LEVEL', 'loud', ''],
  [
    'REDIS_URL',
    'localhost:6379',
    'must be redis://host[:port], rediss://host[:port], redis+sentinel://host[:port],host[:port]/name, or redis+cluster://host[:port],host[:port]',
  ],
  ['REDIS_MAXMEMORY', '1', 'must be at least 16mb'],
  ['REDIS_MAXMEMORY', '0', 'must be at least 16mb'],
  ['REDIS_MAXMEMORY', '16M', 'must be at least 16mb'],
  ['REDIS_MAXMEMORY', '2 gb', 'must be a number of bytes, or such as 512mb or 2gb'],
  ['STORE_URLS', 'store:8001', 'must be http:// addresses without a path, separated by commas'],
  ['STORE_URLS', 'http://a:8001,https://b:8001', 'must be http:// addresses without a path, separated by commas'],
  ['REFUND_URLS', 'http://a:8001/api', 'must be http:// addresses without a path, separated by commas'],
  ['STOREFRONT_URL', 'shop.example', 'must be an http:// or https:// URL'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'localhost:4318', 'must be an http:// or https:// URL'],
  ['PAYMENT_PROVIDER_URL', '127.0.0.1:8090', 'must be an http:// or https:// address without a path'],
  ['PAYMENT_PROVIDER_URL', 'redis://127.0.0.1:8090', 'must be an http:// or https:// address without a path'],
  ['PAYMENT_PROVIDER_URL', 'https://pay.example/v1', 'must be an http:// or https:// address without a path'],
  ['LISTEN_HOST', 'http://localhost', 'must be an address or a name of this machine'],
  ['CONSUMER_MAX_DELIVERIES', '1', 'must be a whole number from 3 to 1000'],
  ['CONSUMER_MAX_DELIVERIES', '2', 'must be a whole number from 3 to 1000'],
  ['CONSUMER_MIN_IDLE_MS', '99', 'must be a whole number from 100'],
  ['PAYMENT_TIMEOUT_MS', '0', 'must be a whole number from 1 to 300000'],
  ['PAYMENT_TIMEOUT_MS', '300001', 'must be a whole number from 1 to 300000'],
  ['PAYMENT_DELAY_MS', '300001', 'must be a whole number from 0 to 300000'],
])('%s is not %j, and npm start says so, once, before it starts anything', (name, value, says) => {
  let message = '';
  try {
    readStartSettings({ [name]: value });
  } catch (error) {
    message = String(error);
  }
  expect(message).toContain(`  ${name}: ${says}`);
  expect(message.split(name).length - 1).toBe(1);
});

test.each(['16mb', '17M', '16777216', '16777216B', '1g'])('REDIS_MAXMEMORY may be %s', (REDIS_MAXMEMORY) => {
  expect(readStartSettings({ REDIS_MAXMEMORY })).toMatchObject({ REDIS_MAXMEMORY });
});
