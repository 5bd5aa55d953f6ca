import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { LAB_PORT_DEFAULT } from '@stockade/lab/config';
import { freePort, withoutPassword } from '@stockade/local';
import { useLeakCheck } from '@stockade/testing';
import { nodeVersionProblem } from '../../scripts/node-version.mjs';
import { listenError, requireFreePorts, withLabPort } from '../../scripts/start/ports.mjs';
import { makePrograms } from '../../scripts/start/programs.mjs';
import { whyRedisEnded } from '../../scripts/start/redis-trouble.mjs';
import { provideSecrets } from '../../scripts/start/secrets.mjs';
import { servicesFor } from '../../scripts/start/services.mjs';
import { readStartSettings } from '../../scripts/start/settings.mjs';

useLeakCheck();

const STORE = { portVariable: 'STORE_PORT' } as const;
const REFUND = { portVariable: 'REFUND_PORT' } as const;
/** Not asked about. */
const OTHERS = { OPERATIONS_PORT: 8004, LAB_PORT: 8005, WAREHOUSE_PORT: 1, STOREFRONT_PORT: 1 };

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stockade-start-'));
});
afterEach(() => rm(dir, { recursive: true }));

describe('the Node version', () => {
  test.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('%s does', (found) => {
    expect(nodeVersionProblem(found, '>=20.19')).toBeUndefined();
  });

  test.each(['14.21.3', '18.20.8', '20.9.0', '20.18.3'])('%s is refused, in one line that names both', (found) => {
    const problem = nodeVersionProblem(found, '>=20.19');
    expect(problem).toMatch(/^Stockade needs Node >=20\.19, and this is Node .*$/);
    expect(problem).toContain(found);
  });
});

describe('the ports', () => {
  test('must be free, and the message names port and variable', async () => {
    const server = createServer().listen(0);
    await once(server, 'listening');
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const settings = { STORE_PORT: await freePort(), ...OTHERS, REFUND_PORT: port };
    await expect(requireFreePorts([STORE, REFUND], settings)).rejects.toThrow(
      `Port ${port} is taken: stop what listens there, or set REFUND_PORT to another port.`,
    );
    server.close();
    await once(server, 'close');
    await expect(requireFreePorts([STORE, REFUND], settings)).resolves.toBeUndefined();
  });

  test.each(['192.0.2.1', 'nowhere.invalid'])(
    'are not blamed when LISTEN_HOST is %s, which this machine is not',
    async (host) => {
      const refused = requireFreePorts([STORE], { STORE_PORT: await freePort(), REFUND_PORT: 1, ...OTHERS }, host);
      await expect(refused).rejects.toMatchObject({
        message: `LISTEN_HOST ${host} is no address of this machine: set it to one, such as 127.0.0.1.`,
        exitCode: 78,
      });
    },
  );

  test('must differ', async () => {
    const port = await freePort();
    const same = requireFreePorts([STORE, REFUND], { STORE_PORT: port, ...OTHERS, REFUND_PORT: port });
    await expect(same).rejects.toThrow(`STORE_PORT and REFUND_PORT are both ${port}`);
  });
});

describe('the port of the lab, where nobody but the storefront asks', () => {
  const portOf = async (given: Record<string, string>) => (await withLabPort(readStartSettings(given))).LAB_PORT;

  test('is the one that is set, taken or not', async () => {
    expect(await portOf({ LAB_PORT: '18005', STORE_PORT: '18005' })).toBe(18_005);
  });

  test('is another one where its own is a port of this system, or of another one', async () => {
    expect(await portOf({ STORE_PORT: String(LAB_PORT_DEFAULT) })).not.toBe(LAB_PORT_DEFAULT);
    const server = createServer().listen(LAB_PORT_DEFAULT, '127.0.0.1');
    // An error is as good: somebody else has it.
    await new Promise((resolve) => server.once('listening', resolve).once('error', resolve));
    const port = await portOf({});
    if (server.listening) await once(server.close(), 'close');
    expect(port).not.toBe(LAB_PORT_DEFAULT);
    expect(await listenError(port, '127.0.0.1')).toBeUndefined();
  });
});

describe('the lab, which kills processes of this machine', () => {
  const isRun = (listenHost: string) => servicesFor({ dev: false, listenHost }).some(({ name }) => name === 'lab');

  test('runs where this machine alone reaches it', () => {
    expect(['127.0.0.1', '::1', 'localhost'].map(isRun)).toEqual([true, true, true]);
  });

  test('is left out where others do', () => {
    expect(['0.0.0.0', '::', '192.168.1.7', 'shop.example'].map(isRun)).toEqual([false, false, false, false]);
  });
});

describe('several processes of each service', () => {
  test('have names and ports of their own, also where the next port is taken; the storefront and the lab stay one', async () => {
    const port = await freePort();
    const ports = { STORE_PORT: port, WAREHOUSE_PORT: port + 10, REFUND_PORT: port + 1, OPERATIONS_PORT: port + 2 };
    const given = Object.fromEntries(
      Object.entries({ ...ports, STOREFRONT_PORT: port + 20 }).map(([name, value]) => [name, String(value)]),
    );
    const server = createServer().listen(port + 11, '127.0.0.1');
    await once(server, 'listening');
    const programs = await makePrograms(
      servicesFor({ dev: false, listenHost: '127.0.0.1' }),
      await withLabPort(readStartSettings(given)),
      3,
    );
    server.close();
    await once(server, 'close');
    const named = (service: string) => programs.filter((program) => program.service === service);
    expect(named('store').map(({ name }) => name)).toEqual(['store', 'store-2', 'store-3']);
    expect(named('storefront').map(({ name }) => name)).toEqual(['storefront']);
    expect(named('lab').map(({ name }) => name)).toEqual(['lab']);
    expect(named('refund')[1]?.port).toBeGreaterThan(port + 11);
    expect(new Set(programs.map((program) => program.port)).size).toBe(14);
    expect(programs).toHaveLength(14);
  });
});

describe('the secrets', () => {
  test('are made once, long enough, for the owner alone', async () => {
    const { JWT_SECRET_FILE = '', ADMIN_PASSWORD_FILE = '' } = await provideSecrets(dir, {});
    const secret = await readFile(JWT_SECRET_FILE, 'utf8');
    expect(Buffer.byteLength(secret.trim())).toBeGreaterThanOrEqual(32);
    for (const file of [JWT_SECRET_FILE, ADMIN_PASSWORD_FILE]) expect((await stat(file)).mode & 0o777).toBe(0o600);

    await provideSecrets(dir, {});
    expect(await readFile(JWT_SECRET_FILE, 'utf8')).toBe(secret);
  });

  test('are left to whoever sets them', async () => {
    const settings = { JWT_SECRET: 'a secret', ADMIN_PASSWORD: 'a password' };
    expect(await provideSecrets(dir, settings)).toEqual({});
  });
});

describe('why Redis ended', () => {
  const line = (text: string) => `4711:M 26 Nov 2026 10:46:26.477 # ${text}\n`;
  const ROUTINE =
    line('oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo') + line('WARNING Memory overcommit must be enabled!');

  test.each([
    ['Short write while writing to the AOF file: (nwritten=139264, expected=300054)', 'The disk of /data is full'],
    ['Write error writing append only file on disk: No space left on device', 'The disk of /data is full'],
    [
      'Bad file format reading the append only file appendonly.aof.1.incr.aof: make a backup of your AOF file',
      'redis-check-aof --fix /data/appendonlydir/appendonly.aof.manifest',
    ],
    ["Can't open or create append-only dir appendonlydir: Permission denied", '/data and all in it must belong to'],
    ["Can't handle RDB format version 12", '/data was written by a newer Redis'],
  ])('is told by "%s", with what to do', (text, remedy) => {
    const why = whyRedisEnded(ROUTINE + line(text), '/data', { code: 1, signal: null });
    expect(why).toContain(`exit code 1. ${text}`);
    expect(why).toContain(remedy);
    expect(why).not.toMatch(/oO0Oo|overcommit/);
  });

  test('is the signal alone when it was killed', () => {
    expect(whyRedisEnded(ROUTINE, '/data', { code: null, signal: 'SIGKILL' })).toBe('SIGKILL.');
  });
});

describe('an address of Redis', () => {
  test.each([
    ['redis://:sesame@127.0.0.1:6379', 'redis://127.0.0.1:6379'],
    ['rediss://store:sesame@redis.example.org:6380/2', 'rediss://store@redis.example.org:6380/2'],
    ['redis+sentinel://:sesame@a,b:1/shop?sentinel_password=too', 'redis+sentinel://a,b:1/shop'],
    ['redis//:sesame@redis', '(not a URL)'],
  ])('is shown without its password', (url, shown) => {
    expect(withoutPassword(url)).toBe(shown);
  });
});

describe('the commands of package.json', () => {
  test('are programs and their arguments, for npm runs them in the shell of each system', async () => {
    const { scripts } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
    for (const command of Object.values(scripts)) expect(command).toMatch(/^(node|tsc|oxfmt) [\w./: -]+$/);
  });
});
