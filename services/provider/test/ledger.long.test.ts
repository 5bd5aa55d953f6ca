import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { waitUntil, type Member } from '@stockade/testing';
import { newCharge, useProviders } from './use-providers.js';

const { signal } = new AbortController();
const providers = useProviders();

const linesOf = async (ledger: string) => (await readFile(ledger, 'utf8')).split('\n').filter(Boolean);

/** What it says when it ends instead of getting ready. */
async function refusalOf(member: Member): Promise<string> {
  await expect(member.start()).rejects.toThrow('ended instead of getting ready');
  expect(member.process().exit()).toEqual({ code: 1, signal: null });
  return member.process().output();
}

describe('the ledger of the payment provider', () => {
  test('has a charge whose answer was lost with the process, and the repeated charge takes no money', async () => {
    const ledger = providers.newLedger();
    const member = await providers.make(ledger);
    await member.start();
    const gateway = providers.gatewayTo(member);
    // The provider has decided and does not answer; the client is left alone by kill -9.
    const charge = newCharge('timeout');
    const charging = gateway.charge(charge, signal).catch((error: unknown) => error);
    await waitUntil(async () => (await linesOf(ledger)).some((line) => line.includes('"did":"charge"')), {
      what: 'the charge to be in the ledger',
    });
    await member.killNow();
    expect(await charging).toMatchObject({ name: 'GatewayError' });

    await member.start();
    expect(await gateway.find(charge.orderId, signal)).toMatchObject({ outcome: 'approved', charged: 1_250 });
    expect(await gateway.charge(charge, signal)).toBe('approved');
    const decisions = (await linesOf(ledger)).filter((line) => line.includes('"did":"charge"'));
    expect(decisions).toHaveLength(1);
  });

  test('keeps each decision that was answered, through kill -9 in the middle of many', async () => {
    const member = await providers.make(providers.newLedger());
    await member.start();
    const gateway = providers.gatewayTo(member);
    const answered: string[] = [];
    const charges = Array.from({ length: 400 }, () => newCharge());
    const all = charges.map(async (charge) => {
      await gateway.charge(charge, signal);
      answered.push(charge.orderId);
    });
    await waitUntil(() => answered.length > 40, { what: 'some answers', intervalMs: 1 });
    await member.killNow();
    await Promise.allSettled(all);
    expect(answered.length).toBeLessThan(charges.length);

    await member.start();
    const found = await gateway.findAll(answered, signal);
    expect(found.filter((payment) => payment?.charged !== 1_250)).toEqual([]);
    const outcomes = await Promise.all(charges.map((charge) => gateway.charge(charge, signal)));
    expect(new Set(outcomes)).toEqual(new Set(['approved']));
    const pages: string[] = [];
    for await (const page of gateway.listOrders(signal)) pages.push(...page);
    expect(pages.toSorted()).toEqual(charges.map(({ orderId }) => orderId).toSorted());
  });

  test('loses half a line at its end, and says so', async () => {
    const ledger = providers.newLedger();
    const member = await providers.make(ledger);
    await member.start();
    const gateway = providers.gatewayTo(member);
    const charge = newCharge();
    await gateway.charge(charge, signal);
    await member.stop();
    const whole = await readFile(ledger, 'utf8');
    await appendFile(ledger, whole.slice(0, 40));

    await member.start();
    expect(member.process().output()).toContain('cut off half a line');
    expect(await readFile(ledger, 'utf8')).toBe(whole);
    expect(await gateway.charge(charge, signal)).toBe('approved');
    expect(await gateway.refund(charge.orderId, signal)).toBe(1_250);
  });

  test('is refused with a line in it that is none, or that contradicts another, by its number', async () => {
    const ledger = providers.newLedger();
    const member = await providers.make(ledger);
    await member.start();
    const charge = newCharge();
    await providers.gatewayTo(member).charge(charge, signal);
    await member.stop();
    const whole = await readFile(ledger, 'utf8');
    for (const [spoilt, why] of [
      [`${whole}{"did":"cha\n${whole}`, 'line 2 of the ledger .* is no JSON'],
      [`${whole}{"did":"charge"}\n`, 'line 2 of the ledger .* is no decision'],
      [`${whole}${whole}`, `line 2 of the ledger .* is wrong .order ${charge.orderId} is charged a second time`],
    ] as const) {
      await writeFile(ledger, spoilt);
      expect(await refusalOf(member)).toMatch(new RegExp(why));
      expect(await readFile(ledger, 'utf8')).toBe(spoilt);
    }
  });

  test('is for one process at a time', async () => {
    const ledger = providers.newLedger();
    const [first, second] = [await providers.make(ledger), await providers.make(ledger)];
    await first.start();
    expect(await refusalOf(second)).toMatch(/another process has the ledger .*jsonl: stop it, or set PROVIDER_LEDGER/);
    const { status } = await fetch(`${first.url}/health/ready`);
    expect(status).toBe(200);
  });
});
