import {
  CHARGE_OUTCOMES,
  currencySchema,
  minorSchema,
  reasonsOf,
  type ChargeOutcome,
  type Keys,
} from '@stockade/contracts';
import { coalesce, listOf, loadScript, oneOf, readFrom, UnreadableRecordError, type Redis } from '@stockade/redis';
import { z } from 'zod';
import type { Charge, Payment } from './gateway.js';
import type { ProviderBooks } from './simulated-provider.js';

const chargeScript = loadScript(new URL('../src/lua/charge.lua', import.meta.url), listOf(oneOf(...CHARGE_OUTCOMES)));
const refundScript = loadScript(new URL('../src/lua/refund.lua', import.meta.url), Number);

/** Charges per call of the script, because a call blocks Redis meanwhile. */
const CHARGES_PER_CALL_MAX = 128;

interface DecidedCharge {
  charge: Charge;
  decision: 'approved' | 'declined';
}

/** The books of the provider in the box: in the Redis of the services, so that it needs nothing else. */
export function makeRedisBooks(redis: Redis, keys: Keys): ProviderBooks {
  const decide = coalesce<DecidedCharge, ChargeOutcome>((charges) => {
    const args = charges.flatMap(({ charge: { amount, currency }, decision }) => [String(amount), currency, decision]);
    const books = charges.map(({ charge }) => keys.gateway(charge.orderId));
    return chargeScript.run(redis, books, [String(Date.now()), ...args]);
  }, CHARGES_PER_CALL_MAX);

  return {
    decide: (charge, decision) => decide({ charge, decision }),
    refund: (orderId) => refundScript.run(redis, [keys.gateway(orderId)], [String(Date.now())]),
    async find(orderId) {
      const key = keys.gateway(orderId);
      return readLedger(key, await readFrom(key, redis.hmGet(key, [...LEDGER_FIELDS])));
    },
    countCall: (orderId) => redis.hIncrBy(keys.gateway(orderId), 'calls', 1),
  };
}

const LEDGER_FIELDS = ['outcome', 'charged', 'refunded', 'currency', 'charged_at', 'refunded_at'] as const;
const timeSchema = z.coerce.number().int().nullable();
const amountSchema = z.coerce.number().pipe(minorSchema);

/** What charge.lua and refund.lua write. A ledger that only counts calls has no outcome yet. */
const ledgerSchema = z.tuple([
  z.enum(CHARGE_OUTCOMES),
  amountSchema,
  amountSchema,
  currencySchema.nullable(),
  timeSchema,
  timeSchema,
]);

function readLedger(key: string, fields: readonly (string | null)[]): Payment | null {
  if (fields[0] === null) return null;
  const { data, error } = ledgerSchema.safeParse(fields);
  if (error) throw new UnreadableRecordError(key, reasonsOf(error));
  const [outcome, charged, givenBack, currency, chargedAt, givenBackAt] = data;
  return { outcome, charged, givenBack, currency, chargedAt, givenBackAt };
}
