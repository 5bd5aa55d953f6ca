import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { freePort, startProcess, useLeakCheck } from '@stockade/testing';
import { nodeVersionProblem } from '../scripts/node-version.mjs';
import { requireFreePorts } from '../scripts/start/ports.mjs';
import { claimDataDir } from '../scripts/start/run-record.mjs';
import { provideSecrets } from '../scripts/start/secrets.mjs';

useLeakCheck();

const STORE = { portVariable: 'STORE_PORT' } as const;
const REFUND = { portVariable: 'REFUND_PORT' } as const;
/** Not asked about. */
const WAREHOUSE_PORT = 1;

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
    const settings = { STORE_PORT: await freePort(), WAREHOUSE_PORT, REFUND_PORT: port };
    await expect(requireFreePorts([STORE, REFUND], settings)).rejects.toThrow(
      `Port ${port} is taken: stop what listens there, or set REFUND_PORT to another port.`,
    );
    server.close();
    await once(server, 'close');
    await expect(requireFreePorts([STORE, REFUND], settings)).resolves.toBeUndefined();
  });

  test('must differ', async () => {
    const port = await freePort();
    const same = requireFreePorts([STORE, REFUND], { STORE_PORT: port, WAREHOUSE_PORT, REFUND_PORT: port });
    await expect(same).rejects.toThrow(`STORE_PORT and REFUND_PORT are both ${port}`);
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

describe('a data directory', () => {
  test('belongs to one run at a time', async () => {
    // Our own kind is told by its command line.
    const script = join(dir, 'scripts/start.mjs');
    const other = await startProcess({
      name: 'other',
      command: process.execPath,
      args: ['-e', 'setInterval(() => {}, 1000)', script],
    });
    await writeFile(join(dir, 'run.json'), JSON.stringify({ pid: other.pid, services: {} }));
    expect(() => claimDataDir(dir)).toThrow(`Another npm start (pid ${other.pid}) runs on ${dir}`);
    await other.kill();
    claimDataDir(dir).release();
  });

  test('remembers what a dead run left until the next one has dealt with it', async () => {
    const left = { pid: 2 ** 30, services: { store: 4711 }, redis: { port: 6380, program: 'redis-server' } };
    await writeFile(join(dir, 'run.json'), JSON.stringify(left));
    expect(claimDataDir(dir).dead).toEqual(left);
    expect(JSON.parse(await readFile(join(dir, 'run.json'), 'utf8'))).toEqual({ ...left, pid: process.pid });
  });

  test('is free again after a release, whatever was recorded', () => {
    const run = claimDataDir(dir);
    run.record((record) => {
      record.services['store'] = 4711;
    });
    run.release();
    expect(claimDataDir(dir).dead).toBeUndefined();
  });
});
