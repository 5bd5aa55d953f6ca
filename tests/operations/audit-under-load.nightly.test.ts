import { beforeAll, expect, jest, test } from '@jest/globals';
import { makeKeys, type ProductView } from '@stockade/contracts';
import { audit, type AuditSummary, type Finding } from '@stockade/operations';
import { useShop } from '../shop.js';
import { awaitSettled } from './await-streams.js';

const PLACERS = 8;
const AUDITS_UNDER_LOAD = 4;
/** An audit takes as long as there are orders, and more are placed meanwhile: on a busy machine a minute was nearly too short. */
jest.setTimeout(240_000);

const { redis, admin, customer } = useShop({ env: { PAYMENT_DELAY_MS: '20' } });
const keys = makeKeys();
let product: ProductView;

beforeAll(async () => {
  product = await admin.createProduct({ name: 'Lantern', price: 29.99, stock_quantity: 100_000 });
});

test('the audit finds nothing while orders flow, however often it looks', async () => {
  const { id: scarce } = await admin.createProduct({ name: 'Seal', price: 5, stock_quantity: 20 });
  const methods = ['pm_card_visa', 'pm_card_declined', 'pm_card_visa'];
  const stopped = new AbortController();
  let placed = 0;
  const place = async () => {
    while (!stopped.signal.aborted) {
      const order = {
        product_id: placed % 4 === 0 ? scarce : product.id,
        quantity: 1,
        payment_method: methods[placed % 3],
      };
      placed += 1;
      const { order_id } = await customer.placeOrder(order);
      if (placed % 5 === 0) await customer.cancelOrder(order_id);
    }
  };
  const placers = Array.from({ length: PLACERS }, place);
  const findings: Finding[] = [];
  const summaries: AuditSummary[] = [];
  try {
    for (let i = 0; i < AUDITS_UNDER_LOAD; i++) summaries.push(await auditNow(findings));
  } finally {
    stopped.abort();
    await Promise.all(placers);
  }
  await awaitSettled(redis.client);
  summaries.push(await auditNow(findings));

  expect(findings).toEqual([]);
  expect(summaries.at(-1)?.orders).toBeGreaterThan(summaries[0]?.orders ?? Infinity);
  expect(summaries.at(-1)?.orders).toBeGreaterThanOrEqual(placed);
  expect(summaries.at(-1)?.statuses).toMatchObject({ pending: 0, cancelled: expect.any(Number) });
});

function auditNow(findings: Finding[]): Promise<AuditSummary> {
  return audit(redis.client, keys, {
    stuckMs: 0,
    graceMs: 500,
    gateway: true,
    onProgress: () => {},
    onFinding: async (finding) => void findings.push(finding),
  });
}
