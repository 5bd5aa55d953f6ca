import { expect, jest, test } from '@jest/globals';
import { readinessSchema } from '@stockade/contracts';
import { waitUntil } from '@stockade/testing';
import { useShop } from '../shop.js';

/** Each looks every ten seconds, and is sure at the second time. */
const FOUND_DEADLINE_MS = 90_000;
jest.setTimeout(3 * FOUND_DEADLINE_MS);

const { stack } = useShop({ replicas: { warehouse: 2 }, env: { CONSUMER_NAME: 'same' } });
const warning = async (replica: number) => {
  const answer = await fetch(`${stack.url('warehouse', replica)}/health/ready`);
  const { status, warnings } = readinessSchema.parse(await answer.json());
  expect([answer.status, status]).toEqual([200, 'ready']);
  return warnings?.['consumer'];
};
const metric = async () => {
  const text = await (await fetch(`${stack.url('warehouse')}/metrics`)).text();
  return /^stockade_consumer_twin\{.*\} (\d)$/m.exec(text)?.[1];
};
const becomes = (what: string, is: () => Promise<boolean>) => waitUntil(is, { what, deadlineMs: FOUND_DEADLINE_MS });

test('two living warehouses under one consumer name are told in log, readiness and metrics, until one is gone', async () => {
  expect([await warning(0), await metric()]).toEqual([undefined, '0']);
  for (const replica of [0, 1]) {
    await becomes('the other to be found', async () => (await warning(replica)) !== undefined);
    expect(await warning(replica)).toBe('another living process has the consumer name same: give each its own');
    await stack.process('warehouse', replica).waitForOutput(/another living process has this consumer name/);
  }
  expect(await metric()).toBe('1');
  await stack.process('warehouse', 1).stop();
  await becomes('the other to be gone', async () => (await warning(0)) === undefined);
  expect(await metric()).toBe('0');
});
