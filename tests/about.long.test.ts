import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { AboutView, ProductView } from '@stockade/contracts';
import { useServices } from './shop.js';

const startedMs = Date.now();
const { nobody, admin, customer, store } = useServices({
  env: { PAYMENT_DELAY_MS: '0', PAYMENT_TIMEOUT_MS: '50', CURRENCY: 'JPY', FEE_RATE: '0.075' },
});
const about = async () => (await nobody.request<AboutView>('GET', store('/about'))).body;

test('the store tells anybody its version, its start, its currency and its fee', async () => {
  const text = readFileSync(new URL('../services/store/package.json', import.meta.url), 'utf8');
  const { version }: { version: string } = JSON.parse(text);
  const told = await about();
  expect(told).toMatchObject({ service: 'store', version, currency: 'JPY', fee_rate: 0.075 });
  expect(Date.parse(told.started_at)).toBeGreaterThanOrEqual(startedMs);
  expect(await about()).toEqual(told);
});

test('the store tells which payment methods there are, and each does what is told of it', async () => {
  const { payment_methods: methods } = await about();
  expect(methods.map(({ title }) => title)).toEqual(['Approved', 'Declined', 'No answer', 'Slow', 'Out of order']);
  const lamp: ProductView = await admin.createProduct({ name: 'Lamp', price: 100, stock_quantity: 100 });
  const ends = methods.map(async ({ payment_method, effect }) => {
    const { order_id } = await customer.placeOrder({ product_id: lamp.id, quantity: 1, payment_method });
    await customer.orderBecomes(order_id, effect.includes('declines') ? 'failed' : 'completed');
    return payment_method;
  });
  expect(await Promise.all(ends)).toEqual([
    'pm_card_visa',
    'pm_card_declined',
    'pm_card_timeout',
    'pm_card_slow',
    'pm_card_unavailable',
  ]);
});
