import {
  idempotencyKeySchema,
  newTraceparent,
  orderViewSchema,
  parseTraceparent,
  placeOrderRequestSchemaFor,
  PRICE_CHANGED_PROBLEM,
  quoteRequestSchema,
  quoteSchema,
  toDecimal,
  type Quote,
  toOrderView,
  toQuote,
} from '@stockade/contracts';
import { defineRoute, ProblemError, sessionEnded, unprocessable, validationError, type Route } from '@stockade/http';
import { z } from 'zod';
import type { PlaceOrder, PlaceOrderResult } from '../place-order.js';
import type { PriceOrder } from '../price-order.js';

interface Dependencies {
  priceOrder: PriceOrder;
  placeOrder: PlaceOrder;
  /** ISO 4217 code of the shop's currency. */
  currency: string;
}

/** The routes to ask what an order costs, and to place it. */
export function makePlacingRoutes(dependencies: Dependencies): Route[] {
  return [placeRoute(dependencies), quoteRoute(dependencies)];
}

function quoteRoute({ priceOrder }: Dependencies): Route {
  return defineRoute({
    method: 'post',
    path: '/orders/quote',
    writes: false,
    summary: 'Price an order without placing it',
    description:
      'The prices are those that an order of these items has now, and they are not reserved: send the `total` as ' +
      '`expected_total` when you place it. What an order is refused for is refused here with the same errors.',
    tag: 'Orders',
    access: 'public',
    body: quoteRequestSchema,
    answers: { 200: { description: 'What the order would cost now', body: quoteSchema } },
  }).handledBy(async ({ body }) => {
    const prices = await priceOrder(body);
    if ('refused' in prices) throw validationError(prices.refused);
    return { status: 200, body: toQuote(prices) };
  });
}

const IDEMPOTENCY_KEY = {
  description: 'Makes a repeated request safe: the same key and body get the first answer again. Kept for 24 hours.',
  schema: idempotencyKeySchema,
};

const TRACEPARENT = {
  description:
    'The trace that the request belongs to (W3C Trace Context). Without one, or with an invalid one, a trace begins here.',
  schema: z.string(),
};

function placeRoute({ placeOrder, currency }: Dependencies): Route {
  return defineRoute({
    method: 'post',
    path: '/orders',
    writes: 'own',
    aliases: ['/orders/create', '/orders/place-order', '/api/orders'],
    summary: 'Place an order',
    description:
      'The order is accepted as pending, then charged, and becomes completed or failed. Its prices are those of now. ' +
      'With `expected_total` it is placed only if it costs that: otherwise the answer is a 409 with the `quote` of now. ' +
      'Under an `Idempotency-Key` that answer stays, too: to accept the new price, send a new request under a new key.',
    tag: 'Orders',
    access: 'bearer',
    limit: 'orders',
    headers: { 'idempotency-key': IDEMPOTENCY_KEY, traceparent: TRACEPARENT },
    body: placeOrderRequestSchemaFor(currency),
    answers: {
      201: {
        description: 'The order, pending',
        body: orderViewSchema,
        headers: {
          location: 'The address of the order, relative to that of the request',
          traceparent: 'The trace of the order, which all its events carry',
          'idempotency-replayed': {
            sometimes: '`true` when this is the answer to an earlier request with the same key',
          },
        },
      },
    },
    problems: {
      409: 'The order does not cost the `expected_total`: `type` is `urn:stockade:problem:price-changed`, and `quote` has the prices of now',
      422: 'The Idempotency-Key was used before with another body',
    },
  }).handledBy(async ({ principal, body, headers }) => {
    const given = parseTraceparent(headers.traceparent) ?? newTraceparent();
    const result = await placeOrder(principal, body, given, headers['idempotency-key']);
    const { order, outcome, traceparent } = expectOrder(result, body.expected_total);
    return {
      status: 201,
      headers: {
        location: `orders/${order.order_id}`,
        traceparent,
        ...(outcome === 'replayed' && { 'idempotency-replayed': 'true' }),
      },
      body: toOrderView(order),
    };
  });
}

/** Throws a problem when there is no order. */
function expectOrder(result: PlaceOrderResult, expectedMinor: number | undefined) {
  switch (result.outcome) {
    case 'refused':
      throw 'total' in result.refusal ? priceChanged(result.refusal, expectedMinor) : validationError(result.refusal);
    case 'session-ended':
      throw sessionEnded();
    case 'conflict':
      throw unprocessable('This Idempotency-Key was used before with another body; use a new key for a new order');
    case 'placed':
    case 'replayed':
      return result;
  }
}

function priceChanged(quote: Quote, expectedMinor = 0): ProblemError {
  const expected = toDecimal(expectedMinor, quote.currency);
  return new ProblemError(
    409,
    `The order costs ${quote.total} ${quote.currency} now, not ${expected} as expected; it was not placed`,
    { type: PRICE_CHANGED_PROBLEM, quote },
  );
}
