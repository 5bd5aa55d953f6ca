import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { makeKeys } from '@stockade/contracts';
import { freePort, startProcess, usePrivateRedis, waitUntil, type RunningProcess } from '@stockade/testing';

const pathOf = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const READY_DEADLINE_MS = 60_000;
const STOP_DEADLINE_MS = 30_000;
const BAD_SETTINGS_EXIT_CODE = 78;
/** Several programs are started in one test, one after the other. */
const TEST_TIMEOUT_MS = 180_000;
jest.setTimeout(TEST_TIMEOUT_MS);

const redis = usePrivateRedis();
const keys = makeKeys();
let folder = '';
let ports: Record<
  'STORE_PORT' | 'WAREHOUSE_PORT' | 'REFUND_PORT' | 'OPERATIONS_PORT' | 'LAB_PORT' | 'STOREFRONT_PORT',
  string
>;
let run: RunningProcess | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stockade-start-'));
  const port = async () => String(await freePort());
  ports = {
    STORE_PORT: await port(),
    WAREHOUSE_PORT: await port(),
    REFUND_PORT: await port(),
    OPERATIONS_PORT: await port(),
    LAB_PORT: await port(),
    STOREFRONT_PORT: await port(),
  };
  run = undefined;
});
afterEach(async () => {
  if (run?.exit() === undefined) await run?.stop({ deadlineMs: STOP_DEADLINE_MS });
  await rm(folder, { recursive: true });
});

async function file(name: string, content: string): Promise<string> {
  await writeFile(join(folder, name), `${content}\n`);
  return join(folder, name);
}
const dataDir = () => join(folder, 'data');

/** `npm start` with the ports of this test and these settings; nothing else is set. */
async function npmStart(settings: Record<string, string | undefined>): Promise<RunningProcess> {
  run = await startProcess({
    name: 'npm start',
    command: process.execPath,
    args: [pathOf('scripts/start.mjs')],
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], DATA_DIR: dataDir(), ...ports, ...settings },
  });
  return run;
}

/** Resolves when the login works; a service that has just started may answer 503 for a moment. */
function untilLoggedIn(port: string, email: string, password: string): Promise<unknown> {
  return waitUntil(async () => (await logIn(port, email, password)) === 200, { what: `the login of ${email}` });
}

async function logIn(port: string, email: string, password: string): Promise<number> {
  const { status } = await fetch(`http://127.0.0.1:${port}/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  return status;
}

describe('npm start', () => {
  test('takes each setting from a file as from its variable, and npm run ops looks into the same Redis', async () => {
    const { STORE_PORT, ...others } = ports;
    const settings = {
      REDIS_URL_FILE: await file('redis-url', redis.url),
      STORE_PORT: '',
      STORE_PORT_FILE: await file('port', STORE_PORT),
      ADMIN_EMAIL_FILE: await file('email', 'boss@example.org'),
      ADMIN_PASSWORD_FILE: await file('password', 'correct horse battery'),
      DATA_DIR: '',
      DATA_DIR_FILE: await file('data-dir', dataDir()),
    };
    const started = await npmStart({ ...others, ...settings });
    await started.waitForOutput(/Stockade is ready/, READY_DEADLINE_MS);
    expect(started.output()).toContain(`http://localhost:${STORE_PORT}`);
    expect(started.output()).toContain('Log in as boss@example.org; ');
    await untilLoggedIn(STORE_PORT, 'boss@example.org', 'correct horse battery');
    expect(await redis.client.exists(keys.products)).toBe(1);
    expect(await readdir(dataDir())).toContain('secrets');

    const ops = await startProcess({
      name: 'ops',
      command: process.execPath,
      args: [pathOf('scripts/ops.mjs'), 'streams', '--json'],
      env: { PATH: process.env['PATH'], REDIS_URL_FILE: settings.REDIS_URL_FILE },
    });
    expect(await ops.exited).toMatchObject({ code: 0 });
    expect(ops.output()).toContain('"exists":true');
  });

  test('with every line of .env.example set starts as with none', async () => {
    const example = parseEnv(await readFile(pathOf('.env.example'), 'utf8'));
    const started = await npmStart({ ...example, DATA_DIR: dataDir(), ...ports });
    await started.waitForOutput(/Stockade is ready/, READY_DEADLINE_MS);
    expect(started.output()).toContain('Log in as admin@stockade.local; ');
    const password = (await readFile(join(dataDir(), 'secrets', 'admin-password'), 'utf8')).trim();
    await untilLoggedIn(ports.STORE_PORT, 'admin@stockade.local', password);
  });

  test('ends with the names of the settings that cannot be, each once, before it has made anything', async () => {
    const started = await npmStart({ JWT_SECRET: 'short', CURRENCY: 'usd', STORE_PORT: '0x1F40', DATA_DIR: dataDir() });
    expect(await started.exited).toEqual({ code: BAD_SETTINGS_EXIT_CODE, signal: null });
    const output = started.output();
    expect(output).toContain('JWT_SECRET: must have at least 32 bytes');
    expect(output).toContain('STORE_PORT: must be a whole number from 1 to 65535 (it is "0x1F40")');
    for (const name of ['JWT_SECRET', 'CURRENCY', 'STORE_PORT']) expect(output.split(name)).toHaveLength(2);
    expect(output).not.toMatch(/short|starting it again| {4}at /);
    expect(await readdir(folder)).toEqual([]);
  });

  test('ends, and starts nothing again, when a service refuses the settings that it is started with later', async () => {
    const FEE_RATE_FILE = await file('fee-rate', '0.2');
    const started = await npmStart({ REDIS_URL: redis.url, FEE_RATE_FILE });
    await started.waitForOutput(/Stockade is ready/, READY_DEADLINE_MS);
    await file('fee-rate', '20%');
    const { services } = JSON.parse(await readFile(join(dataDir(), 'run.json'), 'utf8'));
    process.kill(services.store, 'SIGKILL');
    expect(await started.exited).toEqual({ code: BAD_SETTINGS_EXIT_CODE, signal: null });
    expect(started.output()).toContain(`FEE_RATE: must be a decimal between 0 and 1, such as 0.2 (it is "20%", in `);
    expect(started.output()).toContain('The store refuses its settings');
    expect(started.output().split('starting it again')).toHaveLength(2);
  });
});

test.each([
  ['localhost:6379', 'must be redis://host[:port]'],
  ['redis://127.0.0.1:1/x', 'has no number of a database'],
  ['redis://a%zz:b@127.0.0.1:1', 'has a % in its user or password'],
])('npm run ops ends with 78 and the name of a setting that cannot be, as REDIS_URL=%s', async (url, why) => {
  const ops = await startProcess({
    name: 'ops',
    command: process.execPath,
    args: [pathOf('scripts/ops.mjs'), 'streams'],
    env: { PATH: process.env['PATH'], REDIS_URL: url },
  });
  expect(await ops.exited).toMatchObject({ code: BAD_SETTINGS_EXIT_CODE });
  expect(ops.output()).toContain(`REDIS_URL: ${why}`);
});
