import { CHARGE_OUTCOMES, currencySchema, idSchema, minorSchema, pageOf } from '@stockade/contracts';
import { z } from 'zod';
import type { Payment } from './gateway.js';

/** The header field that carries the order id of a charge, in lower case. */
export const IDEMPOTENCY_KEY = 'idempotency-key';
/** Orders in one question for payments: their ids must fit into the head of a request. */
export const ORDER_IDS_MAX = 250;
/** Payments on a page of the list of all. */
export const PAYMENTS_PAGE_MAX = 1_000;

/** What a charge asks for. Amounts are minor units of the currency everywhere in this API. */
export const chargeRequestSchema = z.object({
  order_id: idSchema,
  amount: minorSchema,
  currency: currencySchema,
  payment_method: z.string().min(1),
});
export const chargeAnswerSchema = z.object({ order_id: idSchema, outcome: z.enum(CHARGE_OUTCOMES) });

export const refundRequestSchema = z.object({ order_id: idSchema });
export const refundAnswerSchema = z.object({ order_id: idSchema, given_back: minorSchema });

const timeSchema = z.iso.datetime().nullable();

/** What the provider has about an order. */
export const providerPaymentSchema = z.object({
  order_id: idSchema,
  outcome: z.enum(CHARGE_OUTCOMES),
  charged: minorSchema,
  given_back: minorSchema,
  currency: currencySchema.nullable(),
  charged_at: timeSchema,
  given_back_at: timeSchema,
});
export const providerPaymentsSchema = pageOf(providerPaymentSchema);
export type ProviderPayment = z.infer<typeof providerPaymentSchema>;

/** How a payment stands in an answer. */
export function toProviderPayment(orderId: string, payment: Payment): ProviderPayment {
  const { outcome, charged, givenBack, currency, chargedAt, givenBackAt } = payment;
  const times = { charged_at: toIso(chargedAt), given_back_at: toIso(givenBackAt) };
  return { order_id: orderId, outcome, charged, given_back: givenBack, currency, ...times };
}

/** The payment that an answer shows. */
export function fromProviderPayment(answer: ProviderPayment): Payment {
  const { outcome, charged, given_back: givenBack, currency, charged_at, given_back_at } = answer;
  return { outcome, charged, givenBack, currency, chargedAt: toMs(charged_at), givenBackAt: toMs(given_back_at) };
}

const toIso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
const toMs = (iso: string | null) => (iso === null ? null : Date.parse(iso));
