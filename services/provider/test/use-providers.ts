import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { newId } from '@stockade/contracts';
import { TEST_CARDS, type Charge } from '@stockade/payment';
import { makeHttpGateway, type HttpGateway } from '@stockade/payment/over-http';
import { freePort, makeProvider, useLeakCheck, type Member } from '@stockade/testing';

/** Long, because a busy machine answers many charges at once slowly. */
const TIMEOUT_MS = 15_000;

/** Providers on ledgers of their own; each ends with its test. */
export function useProviders() {
  useLeakCheck();
  let folder = '';
  let members: Member[] = [];
  let gateways: HttpGateway[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stockade-provider-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  afterEach(async () => {
    await Promise.all(gateways.map((gateway) => gateway.close()));
    await Promise.all(members.map((member) => member.process().kill()));
    gateways = [];
    members = [];
  });

  return {
    newLedger: () => join(folder, `${newId()}.jsonl`),
    /** Not started yet. */
    async make(ledger: string): Promise<Member> {
      const member = makeProvider({ ledger, port: await freePort(), env: { PAYMENT_DELAY_MS: '0' } });
      members.push(member);
      return member;
    },
    gatewayTo({ url }: { url: string }, timeoutMs = TIMEOUT_MS): HttpGateway {
      const gateway = makeHttpGateway({ url, timeoutMs });
      gateways.push(gateway);
      return gateway;
    },
  };
}

/** A charge of a new order. */
export const newCharge = (card: keyof typeof TEST_CARDS = 'approved', amount = 1_250): Charge => ({
  orderId: newId(),
  amount,
  currency: 'USD',
  paymentMethod: TEST_CARDS[card].payment_method,
});
