import { idSchema } from '@stockade/contracts';
import { conflict, defineRoute, ProblemError, validationError, type Route } from '@stockade/http';
import {
  chargeAnswerSchema,
  chargeRequestSchema,
  GatewayError,
  IDEMPOTENCY_KEY,
  refundAnswerSchema,
  refundRequestSchema,
  type PaymentGateway,
} from '@stockade/payment';
import { AnotherCharge, type Ledger } from '../ledger.js';

const tag = 'Charges';

interface Dependencies {
  provider: Pick<PaymentGateway, 'charge' | 'refund'>;
  ledger: Pick<Ledger, 'standing'>;
  /** Ends what still waits when the process stops. A client that hangs up ends nothing: its charge is under way. */
  stopping: AbortSignal;
}

/** The routes that move money. */
export function makeChargeRoutes({ provider, ledger, stopping }: Dependencies): Route[] {
  const charge = defineRoute({
    method: 'post',
    path: '/charges',
    summary: 'Charge an order, once',
    tag,
    access: 'public',
    limit: null,
    headers: { [IDEMPOTENCY_KEY]: { description: 'The id of the order', schema: idSchema } },
    body: chargeRequestSchema,
    answers: { 200: { description: 'The decision, made now or before', body: chargeAnswerSchema } },
    problems: { 409: 'the order was charged before, with another amount or currency' },
  }).handledBy(async ({ headers, body }) => {
    const { order_id, amount, currency, payment_method: paymentMethod } = body;
    if (headers[IDEMPOTENCY_KEY] !== order_id)
      throw validationError([{ field: IDEMPOTENCY_KEY, message: 'must be the id of the order' }]);
    const asked = { orderId: order_id, amount, currency, paymentMethod };
    // What is decided is answered at once, so that a client with less patience than the slow card needs learns of it.
    const decide = async () => (await ledger.standing(asked)) ?? (await provider.charge(asked, stopping));
    const outcome = await decide().catch((error: unknown) => {
      throw stopping.aborted ? new ProblemError(503, 'The provider is stopping') : toProblem(error);
    });
    return { status: 200, body: { order_id, outcome } };
  });

  const refund = defineRoute({
    method: 'post',
    path: '/refunds',
    summary: 'Give back the whole charge of an order, once, and bar any later charge',
    tag,
    access: 'public',
    limit: null,
    body: refundRequestSchema,
    answers: { 200: { description: 'The amount given back in total', body: refundAnswerSchema } },
  }).handledBy(async ({ body: { order_id } }) => {
    return { status: 200, body: { order_id, given_back: await provider.refund(order_id, stopping) } };
  });

  return [charge, refund];
}

function toProblem(error: unknown): unknown {
  if (error instanceof AnotherCharge) return conflict(error.message);
  return error instanceof GatewayError ? new ProblemError(503, error.message) : error;
}
