import { canMove, movesOf, subtotalOf, toIso, type FlowName } from '@stockade/contracts';
import type { Finding, Remedy, Rule } from './finding.js';
import type { OrderRecord, Reading } from './order-record.js';

/** A rule that one read of an order seems to break. */
export interface Doubt extends Omit<Finding, 'id'> {
  /** When set, the rule is not broken while this event of the order is still under way. */
  unlessUnderWay?: { flow: FlowName; appendedAboutMs: number };
}

export interface OrderLimits {
  /** How long an order may wait for its next step before its event is looked for, ms. */
  stuckMs: number;
  /** Whether what the payment provider keeps is compared. */
  gateway: boolean;
}

/** Checks one order as it was read. Pure; `nowMs` since 1970. */
export function judgeOrder(reading: Reading, limits: OrderLimits, nowMs: number): Doubt[] {
  if ('unreadable' in reading) return [{ rule: 'order-readable', what: reading.unreadable }];
  const { record } = reading;
  return [
    ...judgeTimeline(record),
    ...judgeEvents(record),
    ...judgeTotal(record),
    ...judgeSettlement(record),
    ...judgeRefund(record),
    ...(limits.gateway ? judgeGateway(record) : []),
    ...judgeProgress(record, limits.stuckMs, nowMs),
    ...judgeListing(record),
  ];
}

const doubt = (broken: boolean, rule: Rule, what: string, remedy?: Remedy): Doubt[] =>
  broken ? [remedy ? { rule, what, remedy } : { rule, what }] : [];

function judgeTimeline({ order }: OrderRecord): Doubt[] {
  // The times come from the clocks of several machines, so only their presence is checked, and not their sequence.
  const way = movesOf(order).map(({ status }) => status);
  const legal = way.every((status, i) => i === 0 || canMove(way[i - 1] ?? 'pending', status));
  return doubt(
    !legal || way.at(-1) !== order.status,
    'order-timeline',
    `it is ${order.status} by way of ${way.join(', ')}`,
  );
}

/** An event may be missing: a trace that cannot be read is left as it is. */
function judgeEvents({ order: { status, trace } }: OrderRecord): Doubt[] {
  const kept = trace?.events.map(({ type }) => type) ?? [];
  const isPaid = status === 'completed' || status === 'refunded';
  const wrong =
    (kept.includes('order-completed') && !isPaid) || (kept.includes('refund-initiated') && status !== 'refunded');
  return doubt(wrong, 'order-events', `it is ${status} and keeps ${kept.join(', ')}`);
}

function judgeTotal({ order: { lines, subtotal, fee, total } }: OrderRecord): Doubt[] {
  const sum = subtotalOf(lines);
  return doubt(
    sum !== subtotal || subtotal + fee !== total,
    'order-total',
    `lines of ${sum}, subtotal ${subtotal}, fee ${fee}, total ${total}`,
  );
}

function judgeSettlement({ order, reservation, refund }: OrderRecord): Doubt[] {
  if (order.status !== 'completed' && order.status !== 'refunded') {
    const has = [...(reservation ? ['a reservation'] : []), ...(refund ? ['a refund'] : [])];
    return doubt(has.length > 0, 'unpaid-settled', `it is ${order.status} and has ${has.join(' and ')}`);
  }
  const reserved = reservation?.outcome === 'reserved';
  const gaveBack = order.status === 'refunded' || refund !== null;
  const undecided = gaveBack && reservation === null;
  const ordered = asText(order.lines);
  const held = asText(reservation?.lines ?? []);
  return [
    ...doubt(reserved && gaveBack, 'reserved-xor-refunded', `it is ${order.status}, reserved and refunded`),
    ...doubt(
      undecided,
      'reserved-xor-refunded',
      `it is ${order.status} and refunded, and the warehouse never decided it`,
    ),
    ...doubt(
      reservation !== null && held !== ordered,
      'reservation-lines',
      `it ordered ${ordered}, and ${held} is held`,
    ),
  ];
}

/** The lines of an order or a reservation as text, so that two can be compared and shown. */
function asText(lines: readonly { product_id: string; quantity: number }[]): string {
  return lines
    .map(({ product_id, quantity }) => `${quantity} × ${product_id}`)
    .toSorted()
    .join(', ');
}

function judgeRefund({ order, refund }: OrderRecord): Doubt[] {
  if (refund === null)
    return doubt(order.status === 'refunded', 'refund-record', 'it is refunded and has no refund record');
  const exact = refund.amount === order.total && refund.currency === order.currency;
  const amounts = `${refund.amount} ${refund.currency} of ${order.total} ${order.currency}`;
  return [
    ...doubt(!exact, 'refund-record', `its refund record says ${amounts}`),
    ...doubt(order.status === 'completed', 'refund-record', 'it has a refund record and is still completed'),
  ];
}

function judgeGateway({ order, reservation, gatewayNet }: OrderRecord): Doubt[] {
  const { status, total } = order;
  const what = `it is ${status}, its total is ${total}, and the gateway keeps ${gatewayNet}`;
  // The charge comes before the order is completed, and the money goes back before it is refunded.
  const mayBeEither = status === 'pending' || (status === 'completed' && reservation?.outcome === 'rejected');
  if (mayBeEither) return doubt(gatewayNet !== 0 && gatewayNet !== total, 'gateway-net', what);
  if (status === 'completed') return doubt(gatewayNet !== total, 'gateway-net', what);
  if (gatewayNet === 0) return [];
  if (status !== 'cancelled') return [{ rule: 'gateway-net', what }];
  // The handler of order-placed voids the charge of an order that was cancelled meanwhile, and only then acknowledges.
  const remedy: Remedy = { kind: 'announce', event: 'order-placed' };
  const unlessUnderWay = { flow: 'orderPlaced', appendedAboutMs: order.created_at } as const;
  return [{ rule: 'gateway-net', what, remedy, unlessUnderWay }];
}

/** What an order waits for, since when, and the event that continues it. */
function judgeProgress({ order, reservation }: OrderRecord, stuckMs: number, nowMs: number): Doubt[] {
  const waiting = (
    rule: Rule,
    flow: FlowName,
    event: Extract<Remedy, { kind: 'announce' }>['event'],
    sinceMs: number,
  ) =>
    nowMs - sinceMs > stuckMs
      ? [
          {
            rule,
            what: `it has waited since ${toIso(sinceMs)}, and its event ${event} is not under way`,
            remedy: { kind: 'announce', event } satisfies Remedy,
            unlessUnderWay: { flow, appendedAboutMs: sinceMs },
          },
        ]
      : [];
  if (order.status === 'pending') return waiting('stuck-pending', 'orderPlaced', 'order-placed', order.created_at);
  if (order.status !== 'completed') return [];
  if (reservation === null)
    return waiting('stuck-unreserved', 'orderCompleted', 'order-completed', order.completed_at ?? order.created_at);
  if (reservation.outcome === 'rejected')
    return waiting('stuck-unrefunded', 'refundInitiated', 'refund-initiated', reservation.at);
  return [];
}

function judgeListing({ refund, listed }: OrderRecord): Doubt[] {
  const missing = (rule: Rule, index: Extract<Remedy, { kind: 'list' }>['index'], what: string) =>
    doubt(true, rule, what, { kind: 'list', index });
  return [
    ...(listed.customer ? [] : missing('index-customer', 'customer', "it is not listed among its customer's orders")),
    ...(refund === null || listed.refunds ? [] : missing('index-refunds', 'refunds', 'its refund is not listed')),
    ...(refund === null || listed.refundsOfCustomer
      ? []
      : missing('index-refunds-customer', 'refunds-customer', "its refund is not listed among its customer's")),
  ];
}
