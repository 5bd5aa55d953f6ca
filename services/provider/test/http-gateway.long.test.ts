import { describe, expect, test } from '@jest/globals';
import { waitUntil } from '@stockade/testing';
import { newCharge, useProviders } from './use-providers.js';

const { signal } = new AbortController();
const providers = useProviders();

async function startProvider() {
  const member = await providers.make(providers.newLedger());
  await member.start();
  return member;
}

describe('the gateway over HTTP', () => {
  test('gives up a provider that is frozen, and is served when it goes on', async () => {
    const member = await startProvider();
    const gateway = providers.gatewayTo(member, 1_000);
    const charge = newCharge();
    await gateway.charge(newCharge(), signal);
    member.process().signal('SIGSTOP');
    await expect(gateway.charge(charge, signal)).rejects.toThrow(/did not answer within 1000 ms/);
    member.process().signal('SIGCONT');
    await waitUntil(() => gateway.charge(charge, signal).catch(() => false), { what: 'the provider to answer' });
    expect(await gateway.find(charge.orderId, signal)).toMatchObject({ charged: 1_250 });
  });

  test('asks again when a connection was lost, so that a restart of the provider goes unnoticed', async () => {
    const member = await startProvider();
    const gateway = providers.gatewayTo(member);
    await gateway.charge(newCharge(), signal);
    await member.killNow();
    await member.start();
    // On the connection that was kept, whose other end is gone.
    expect(await gateway.charge(newCharge(), signal)).toBe('approved');
  });

  test('has a charge that takes longer than a try in the end, and once', async () => {
    const member = await startProvider();
    const gateway = providers.gatewayTo(member, 500);
    const charge = newCharge('slow');
    await expect(gateway.charge(charge, signal)).rejects.toThrow(/did not answer within 500 ms/);
    await waitUntil(() => gateway.charge(charge, signal).catch(() => false), { what: 'the slow charge' });
    expect(await gateway.find(charge.orderId, signal)).toMatchObject({ charged: 1_250 });
  });
});
