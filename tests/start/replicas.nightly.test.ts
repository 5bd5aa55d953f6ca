import { describe, expect, jest, test } from '@jest/globals';
import { commandLineOf, waitUntil } from '@stockade/local';
import { READY_DEADLINE_MS, useNpmStart } from './rig.js';

const TEST_TIMEOUT_MS = 120_000;
jest.setTimeout(TEST_TIMEOUT_MS);

const npm = useNpmStart();
const warehousesIn = (output: string) => / {2}warehouse +(\S+), (\d+)\n/.exec(output)?.slice(1) ?? [];

describe('npm start -- --replicas 2', () => {
  test('runs two of each service behind one storefront, and starts each again that ends', async () => {
    const run = await npm.runUntilReady({}, ['--replicas', '2']);
    const { services } = await npm.record();
    expect(Object.keys(services).toSorted()).toEqual([
      'lab',
      'operations',
      'operations-2',
      'refund',
      'refund-2',
      'store',
      'store-2',
      'storefront',
      'warehouse',
      'warehouse-2',
    ]);
    const products = `http://127.0.0.1:${npm.env()['STOREFRONT_PORT']}/api/warehouse/products`;
    const second = services['warehouse-2'] ?? 0;
    for (const pid of [services.warehouse, second]) {
      process.kill(pid, 'SIGKILL');
      await waitUntil(() => commandLineOf(pid) === undefined, { what: 'a warehouse to end' });
      for (let i = 0; i < 10; i++) expect((await fetch(products)).status).toBe(200);
      const [url = '', port = ''] = warehousesIn(run.output());
      const ready = [`${url}/health/ready`, `http://localhost:${port}/health/ready`];
      const areReady = async () => (await Promise.all(ready.map((each) => fetch(each)))).every(({ ok }) => ok);
      await waitUntil(areReady, { what: 'both to be ready', deadlineMs: READY_DEADLINE_MS });
    }
    expect(run.output()).toContain('warehouse-2 ended (SIGKILL); starting it again');
    expect(await npm.leftRunning(await npm.record())).toHaveLength(11);
  });

  test('is refused with a number that is none, before anything is installed or started', async () => {
    const run = await npm.run({}, ['--replicas', 'many']);
    expect(await run.exited).toEqual({ code: 2, signal: null });
    expect(run.output()).toMatch(/^--replicas must be a whole number from 1 to 16 \(it is "many"\)\n/);
    expect(run.output()).not.toContain('building');
  });

  test('--help says what there is to say', async () => {
    const run = await npm.run({}, ['--help']);
    expect(await run.exited).toEqual({ code: 0, signal: null });
    expect(run.output()).toContain('--replicas N');
  });
});
