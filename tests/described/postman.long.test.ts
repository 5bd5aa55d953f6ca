import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startProcess, startStack, usePrivateRedis, type Stack } from '@stockade/testing';

/** Not installed with the workspace: it brings as many packages as all the rest. */
const NEWMAN = 'newman@6.2.2';
const COLLECTION = fileURLToPath(new URL('../../docs/postman.json', import.meta.url));
/** Fetching it once takes the most of it. */
const RUN_DEADLINE_MS = 240_000;

interface Report {
  run: {
    stats: { requests: { total: number; failed: number }; assertions: { total: number; failed: number } };
    failures: { source?: { name: string }; error: { test?: string; message: string } }[];
  };
}

const redis = usePrivateRedis();
let stack: Stack;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stockade-postman-'));
  stack = await startStack({ redisUrl: redis.url, operations: {} });
});
afterAll(async () => {
  await stack?.stop();
  await rm(folder, { recursive: true });
});

test(
  'the Postman collection runs from top to bottom, and every test in it passes',
  async () => {
    const { requests, assertions, failures } = await runCollection();
    expect(failures).toEqual([]);
    expect(requests.failed + assertions.failed).toBe(0);
    expect(assertions.total).toBeGreaterThan(requests.total);
  },
  RUN_DEADLINE_MS,
);

/** Twice on the same data, since nobody empties a system to try it. */
async function runCollection() {
  const file = join(folder, 'report.json');
  const variables = {
    store_url: stack.urls.store,
    warehouse_url: stack.urls.warehouse,
    refund_url: stack.urls.refund,
    operations_url: stack.operations?.url ?? '',
    admin_email: stack.admin.email,
    admin_password: stack.admin.password,
  };
  const settings = Object.entries(variables).flatMap(([name, value]) => ['--env-var', `${name}=${value}`]);
  const report = ['--reporters', 'json', '--reporter-json-export', file];
  const newman = await startProcess({
    name: 'newman',
    command: 'npx',
    args: ['--yes', NEWMAN, 'run', COLLECTION, '--iteration-count', '2', ...report, ...settings],
    env: process.env,
  });
  await newman.exited;
  const { run }: Report = JSON.parse(await readFile(file, 'utf8').catch(() => notRun(newman.output())));
  const { stats, failures } = run;
  return {
    ...stats,
    failures: failures.map(({ source, error }) => `${source?.name}: ${error.test ?? ''} ${error.message}`),
  };
}

function notRun(output: string): never {
  throw new Error(`npx could not run ${NEWMAN}, which it fetches from the package registry:\n${output}`);
}
