import {
  flowsOf,
  isSampled,
  toPaymentView,
  traceIdOf,
  type Flow,
  type Keys,
  type OrderStory,
  type PaymentView,
  type StoryEvent,
} from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { AUDIT_DEFAULTS } from '../audit/audit.js';
import { describeRemedy } from '../audit/finding.js';
import { auditOrder } from '../audit/judge-order.js';
import type { OutsideProvider } from '../audit/outside-provider.js';
import type { ShopLetters } from '../shop-letters.js';
import { judgeMoney } from './judge-money.js';
import { findSimilarOrders } from './similar-orders.js';
import { findEvents } from './story-events.js';
import { readStoryRecords, type StoryRecords } from './story-records.js';

/** How long what looks wrong is left alone before it is looked at again; somebody waits for the answer. */
const GRACE_MS = 500;
const LETTERS_MAX = 20;

export interface OrderStoryOptions {
  redis: Redis;
  keys: Keys;
  letters: Pick<ShopLetters, 'list'>;
  /** Asks the payment provider; rejects when it does not answer. */
  findPayment: (orderId: string) => Promise<Parameters<typeof toPaymentView>[1]>;
  /** The provider for the rules of the audit, if it is outside. */
  provider?: (() => Promise<OutsideProvider | undefined>) | undefined;
  /** Whether this process sends spans to a collector. */
  exportsTraces: boolean;
}

/** Tells all that is known of an order; null when there is none. */
export type TellOrder = (orderId: string) => Promise<OrderStory | null>;

/**
 * Puts together what every service has about an order. It only reads, and each search is bounded: `complete` says when one
 * met its bound, and `gaps` what could not be read.
 */
export function makeTellOrder({
  redis,
  keys,
  letters,
  findPayment,
  provider,
  exportsTraces,
}: OrderStoryOptions): TellOrder {
  async function askProvider(orderId: string, { order, gaps }: StoryRecords): Promise<PaymentView | null> {
    if (order === null) return null;
    try {
      return toPaymentView(order, await findPayment(orderId));
    } catch {
      gaps.push('the payment provider does not answer');
      return null;
    }
  }

  /** The rules are checked without the provider when it does not answer. */
  async function judge(orderId: string, gateway: boolean) {
    const options = {
      stuckMs: AUDIT_DEFAULTS.stuckMs,
      graceMs: GRACE_MS,
      gateway,
      provider: gateway ? await provider?.() : undefined,
    };
    const findings = await auditOrder(redis, keys, orderId, options);
    return findings.map(({ remedy, ...finding }) => ({ ...finding, remedy: describeRemedy(remedy) }));
  }

  async function findLetters(orderId: string) {
    const flows = Object.values<Flow>(flowsOf(keys.of(orderId)));
    const pages = await Promise.all(
      flows.map(({ stream }) => letters.list({ limit: LETTERS_MAX }, { stream, order_id: orderId })),
    );
    return {
      letters: pages.flatMap(({ items }) => items),
      complete: pages.every(({ next_cursor }) => next_cursor === null),
    };
  }

  return async (orderId) => {
    const records = await readStoryRecords(redis, keys, orderId);
    if (records === null) return null;
    const { kept, order, reservation, refund, gaps } = records;
    const payment = await askProvider(orderId, records);
    const [found, dead, findings, similar] = await Promise.all([
      findEvents(redis, keys, orderId, timesOf(records), kept?.trace?.events ?? []),
      findLetters(orderId),
      judge(orderId, payment !== null),
      kept && findSimilarOrders(redis, keys, orderId, kept),
    ]);
    const money = kept && payment && judgeMoney(kept, reservation, payment, isUnderWay(found.events));
    return {
      order_id: orderId,
      partition: keys.of(orderId).place,
      order,
      money,
      payment,
      reservation,
      refund,
      trace: kept?.trace ? toTrace(kept.trace.traceparent, exportsTraces) : null,
      events: found.events,
      dead_letters: dead.letters,
      findings,
      similar_orders: similar ?? [],
      complete: found.complete && dead.complete,
      gaps,
    };
  };
}

function timesOf({ kept, reservation }: StoryRecords) {
  return {
    orderPlaced: kept?.created_at,
    orderCompleted: kept?.completed_at,
    refundInitiated: reservation?.outcome === 'rejected' ? Date.parse(reservation.at) : undefined,
  };
}

const toTrace = (traceparent: string, exported: boolean): OrderStory['trace'] => ({
  trace_id: traceIdOf(traceparent),
  traceparent,
  sampled: isSampled(traceparent),
  exported,
});

const isUnderWay = (events: readonly StoryEvent[]) =>
  events.some(({ deliveries }) => deliveries.some(({ state }) => state !== 'settled'));
