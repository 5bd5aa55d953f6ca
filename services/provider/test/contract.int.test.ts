import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeKeys } from '@stockade/contracts';
import { GatewayError, makeSimulatedGateway } from '@stockade/payment';
import { makeHttpGateway, type HttpGateway } from '@stockade/payment/over-http';
import { freePort, makeProvider, usePrivateRedis, type Member } from '@stockade/testing';
import { newCharge } from './use-providers.js';

const DELAY_MS = 5;
/** Long enough for a busy machine. */
const TIMEOUT_MS = 20_000;
/** For what is waited out. */
const SHORT_TIMEOUT_MS = 1_000;
/** The most calls of a charge that the provider may fail before it decides. */
const CALLS_MAX = 3;
const { signal } = new AbortController();

const redis = usePrivateRedis();
let folder: string;
let provider: Member;
let outside: HttpGateway;
let impatient: HttpGateway;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stockade-provider-'));
  const env = { PAYMENT_DELAY_MS: String(DELAY_MS) };
  provider = makeProvider({ ledger: join(folder, 'ledger.jsonl'), port: await freePort(), env });
  await provider.start();
  outside = makeHttpGateway({ url: provider.url, timeoutMs: TIMEOUT_MS });
  impatient = makeHttpGateway({ url: provider.url, timeoutMs: SHORT_TIMEOUT_MS });
});
afterAll(async () => {
  await outside?.close();
  await impatient?.close();
  await provider?.stop();
  await rm(folder, { recursive: true });
});

const inTheBox = (timeoutMs = TIMEOUT_MS) =>
  makeSimulatedGateway({ redis: redis.client, keys: makeKeys(), delayMs: DELAY_MS, timeoutMs });

/** What the services rely on, wherever the provider keeps its books. */
describe.each([
  ['in the box', inTheBox, () => inTheBox(SHORT_TIMEOUT_MS)],
  ['outside', () => outside, () => impatient],
])('the payment provider %s', (_, gatewayOf, impatientOf) => {
  test('approves a charge once, however often and however concurrently it is repeated', async () => {
    const gateway = gatewayOf();
    const charge = newCharge();
    expect(await gateway.find(charge.orderId, signal)).toBeNull();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => gateway.charge(charge, signal)));
    expect(new Set(outcomes)).toEqual(new Set(['approved']));
    const charged = { outcome: 'approved', charged: 1_250, givenBack: 0, currency: 'USD', givenBackAt: null };
    const payment = await gateway.find(charge.orderId, signal);
    expect(payment).toEqual({ ...charged, chargedAt: expect.any(Number) });
    expect(await gateway.charge(charge, signal)).toBe('approved');
    expect(await gateway.find(charge.orderId, signal)).toEqual(payment);
  });

  test('gives back the whole charge once, and stands by its approval', async () => {
    const gateway = gatewayOf();
    const charge = newCharge();
    await gateway.charge(charge, signal);
    const refunds = await Promise.all(Array.from({ length: 5 }, () => gateway.refund(charge.orderId, signal)));
    expect(refunds).toEqual([1_250, 1_250, 1_250, 1_250, 1_250]);
    expect(await gateway.charge(charge, signal)).toBe('approved');
    const given = { outcome: 'approved', charged: 1_250, givenBack: 1_250, givenBackAt: expect.any(Number) };
    expect(await gateway.find(charge.orderId, signal)).toMatchObject(given);
  });

  test('declines, takes nothing, and has nothing to give back', async () => {
    const gateway = gatewayOf();
    const charge = newCharge('declined');
    expect(await gateway.charge(charge, signal)).toBe('declined');
    expect(await gateway.refund(charge.orderId, signal)).toBe(0);
    expect(await gateway.charge({ ...charge, paymentMethod: 'pm_card_visa' }, signal)).toBe('declined');
    const declined = { outcome: 'declined', charged: 0, givenBack: 0, currency: 'USD', givenBackAt: null };
    expect(await gateway.find(charge.orderId, signal)).toEqual({ ...declined, chargedAt: expect.any(Number) });
  });

  test('never charges an order that was refunded before', async () => {
    const gateway = gatewayOf();
    const charge = newCharge();
    expect([await gateway.refund(charge.orderId, signal), await gateway.refund(charge.orderId, signal)]).toEqual([
      0, 0,
    ]);
    expect(await gateway.charge(charge, signal)).toBe('voided');
    const voided = { outcome: 'voided', charged: 0, givenBack: 0, currency: null, chargedAt: null };
    expect(await gateway.find(charge.orderId, signal)).toEqual({ ...voided, givenBackAt: expect.any(Number) });
  });

  test('takes the money of the card "No answer", is silent once, and answers the next call', async () => {
    const gateway = impatientOf();
    const charge = newCharge('timeout');
    await expect(gateway.charge(charge, signal)).rejects.toThrow(GatewayError);
    expect(await gateway.find(charge.orderId, signal)).toMatchObject({ charged: 1_250 });
    expect(await gateway.charge(charge, signal)).toBe('approved');
    expect(await gateway.find(charge.orderId, signal)).toMatchObject({ charged: 1_250 });
  });

  test('approves the card "Out of order" after a few calls, of which it fails each in the same way', async () => {
    const gateway = gatewayOf();
    const charge = newCharge('unavailable');
    const answers: unknown[] = [];
    while (answers.at(-1) !== 'approved' && answers.length < CALLS_MAX)
      answers.push(await gateway.charge(charge, signal).catch((error: unknown) => error));
    expect(answers.pop()).toBe('approved');
    for (const error of answers) expect(error).toBeInstanceOf(GatewayError);
    expect(await gateway.find(charge.orderId, signal)).toMatchObject({ charged: 1_250 });
  });

  test('is given up at once by a caller that stops', async () => {
    const stop = new AbortController();
    const charging = gatewayOf().charge(newCharge('slow'), stop.signal);
    stop.abort();
    await expect(charging).rejects.toMatchObject({ name: 'AbortError' });
  });
});

test('a provider outside takes many charges at once, and Node warns of nothing', async () => {
  const charges = Array.from({ length: 30 }, () => outside.charge(newCharge(), signal));
  expect(new Set(await Promise.all(charges))).toEqual(new Set(['approved']));
  expect(provider.process().output()).not.toContain('Warning');
});

test('a provider outside refuses to charge an order for something else, and the first charge stands', async () => {
  const charge = newCharge();
  await outside.charge(charge, signal);
  await expect(outside.charge({ ...charge, amount: 1 }, signal)).rejects.toThrow(
    `answered 409: Order ${charge.orderId} was charged 1250 USD before, and is to be charged 1 USD`,
  );
  await expect(outside.charge({ ...charge, currency: 'EUR' }, signal)).rejects.toThrow('answered 409');
  expect(await outside.find(charge.orderId, signal)).toMatchObject({ charged: 1_250, currency: 'USD' });
});

test('the API of the provider wants the order id as the idempotency key, and says in a problem document what is wrong', async () => {
  const { orderId, amount, currency, paymentMethod } = newCharge();
  const body = JSON.stringify({ order_id: orderId, amount, currency, payment_method: paymentMethod });
  const post = async (headers: Record<string, string>, sent = body) => {
    const answer = await fetch(`${provider.url}/charges`, {
      method: 'POST',
      body: sent,
      headers: { 'content-type': 'application/json', ...headers },
    });
    return [answer.status, answer.headers.get('content-type'), await answer.json()];
  };
  const problem = (field: string) => [
    400,
    'application/problem+json; charset=utf-8',
    expect.objectContaining({ errors: [expect.objectContaining({ field })] }),
  ];
  expect(await post({})).toEqual(problem('idempotency-key'));
  expect(await post({ 'idempotency-key': newCharge().orderId })).toEqual(problem('idempotency-key'));
  expect(await post({ 'idempotency-key': orderId }, '{"order_id":')).toEqual(problem('body'));
  const nothing = await fetch(`${provider.url}/payments/${orderId}`);
  expect(nothing.status).toBe(404);
  await nothing.text();
  expect(await post({ 'idempotency-key': orderId })).toEqual([
    200,
    expect.stringContaining('application/json'),
    { order_id: orderId, outcome: 'approved' },
  ]);
});
