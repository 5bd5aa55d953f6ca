import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { tokenViewSchema } from '@stockade/contracts';
import { commandLineOf, freePort, startProcess, waitUntil } from '@stockade/local';
import { RESTART_DEADLINE_MS, useNpmStart } from './rig.js';

const npm = useNpmStart();

describe('npm start', () => {
  test('says where to look and how to log in, and the login works', async () => {
    const run = await npm.runUntilReady();
    for (const port of [npm.env()['STORE_PORT'], npm.env()['WAREHOUSE_PORT'], npm.env()['REFUND_PORT']])
      expect(run.output()).toContain(`http://localhost:${port}`);
    const place = `http://localhost:${npm.env()['STOREFRONT_PORT']}`;
    expect(run.output()).toMatch(new RegExp(`Stockade is ready\\.\\s+Open ${place}\n`));
    expect(await (await fetch(place)).text()).toContain('<title>Stockade</title>');
    expect((await fetch(`${place}/api/warehouse/products`)).status).toBe(200);
    const [, command = ''] = await run.waitForOutput(/(curl -s [^]*?"\n)/);
    const curl = await startProcess({ name: 'login', command: 'sh', args: ['-c', command] });
    await curl.exited;
    expect(JSON.parse(curl.output().trim())).toHaveProperty('access_token');
  });

  test('says of a password that the admin has changed since that it is not the one of the settings', async () => {
    const admin = { email: 'boss@example.org', password: 'correct horse battery' };
    const settings = { ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: admin.password };
    const first = await npm.runUntilReady(settings);
    const post = async (path: string, body: unknown, headers = {}) => {
      const typed = { ...headers, 'content-type': 'application/json' };
      const url = `http://127.0.0.1:${npm.env()['STORE_PORT']}${path}`;
      return fetch(url, { method: 'POST', headers: typed, body: JSON.stringify(body) });
    };
    const { access_token: token } = tokenViewSchema.parse(await (await post('/users/login', admin)).json());
    const change = { current_password: admin.password, new_password: 'battery staple correct' };
    expect((await post('/users/password', change, { authorization: `Bearer ${token}` })).status).toBe(204);
    await first.stop();

    const second = await npm.runUntilReady(settings);
    await second.waitForOutput(/The password in ADMIN_PASSWORD is not that of boss@example\.org/);
    expect(second.output()).not.toContain('Log in as');
  });

  test.each(['SIGKILL', 'SIGTERM'] as const)(
    'starts a service again within two seconds of its end by %s',
    async (signal) => {
      const run = await npm.runUntilReady();
      const { services } = await npm.record();
      process.kill(services.warehouse, signal);
      await waitUntil(() => commandLineOf(services.warehouse) === undefined, { what: 'the warehouse to end' });
      const runsAgain = async () => {
        const { warehouse } = (await npm.record()).services;
        return warehouse !== services.warehouse && commandLineOf(warehouse);
      };
      await waitUntil(runsAgain, { what: 'a new warehouse', deadlineMs: RESTART_DEADLINE_MS });
      const isReady = async () => (await fetch(`http://127.0.0.1:${npm.env()['WAREHOUSE_PORT']}/health/ready`)).ok;
      await waitUntil(isReady, { what: 'it to be ready' });
      expect(run.output()).toMatch(/warehouse ended \(.*\); starting it again/);
    },
  );

  test('refuses a second run on the same data, in one line, and leaves the first one alone', async () => {
    const run = await npm.runUntilReady();
    const before = await npm.record();
    const second = await npm.run();
    expect(await second.exited).toEqual({ code: 1, signal: null });
    expect(second.output()).toContain(`Another npm start (process ${run.pid} on `);
    expect(second.output()).toContain(
      `works on DATA_DIR ${npm.dataDir()}. Stop it, or set DATA_DIR to another directory.`,
    );
    expect(run.exit()).toBeUndefined();
    expect(run.output()).not.toContain('starting it again');
    expect(await npm.record()).toEqual(before);
  });

  test('names DATA_DIR when it cannot be had', async () => {
    const file = join(npm.dataDir(), 'file');
    await writeFile(file, '');
    const run = await npm.run({ DATA_DIR: file });
    expect(await run.exited).toEqual({ code: 1, signal: null });
    expect(run.output()).toMatch(/^DATA_DIR cannot be used, a file is where a directory must be: .*file$/m);
    expect(run.output()).not.toContain(' at ');
  });

  test('names a Redis that does not answer, without its password', async () => {
    const run = await npm.run({ REDIS_URL: `redis://:sesame@127.0.0.1:${await freePort()}` });
    expect(await run.exited).toEqual({ code: 1, signal: null });
    expect(run.output()).toMatch(
      /REDIS_URL does not answer: nothing listens at the address of REDIS_URL \(ECONNREFUSED\)\. Correct it/,
    );
    expect(run.output()).not.toContain('sesame');
  });
});
