import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '@stockade/contracts';
import type { Stack } from '@stockade/local';
import {
  NotSent,
  orderIn,
  pickCustomer,
  wishOrder,
  type Http,
  type HttpAnswer,
  type Random,
  type SendOptions,
  type Shop,
  type WishedOrder,
} from '@stockade/stage';
import type { Answer, Ledger, LedgerLine } from './ledger.js';

/** Until a request that nobody took is sent elsewhere. */
const PAUSE_MS = 100;
/** After an answer that says nothing about the order, or none: Redis is away, or the service was killed. */
const UNKNOWN_PAUSE_MS = 400;
/** A request that nobody took was not placed, so another replica is asked; one with an idempotency key is repeated anyway. */
const ATTEMPTS_MAX = 250;
/** Share of the orders that carry an Idempotency-Key, and are sent again until somebody says yes or no. */
const KEYED = 0.7;
/** Share of those whose sender hangs up early, sometimes between the write and the answer. */
const IMPATIENT = 0.04;
const PATIENCE_MAX_MS = 40;
const LOOKS = 12;
const LOOK_PAUSE_MS = 120;

/** What a customer does, out of a hundred. */
const INVALID = 3;
const CANCELS = 5;
const WATCHES = 3;

export interface ShoppersOptions {
  http: Http;
  stack: Stack;
  storeReplicas: number;
  shop: Shop;
  ledger: Ledger;
  /** One per shopper, so that what a shopper wants does not depend on who is served first. */
  randoms: readonly Random[];
  /** Takes a number, when its turn has come; false when there is nothing more to order. */
  nextOrder: () => boolean | Promise<boolean>;
  /** How long each rests after an order. */
  leisureMs: number;
  /** With the time at which the order was sent. */
  onAccepted: (sentAt: number) => void;
}

/** Customers who order until there is nothing more to order, and keep book of what they were told. */
export async function goShopping(options: ShoppersOptions): Promise<void> {
  await Promise.all(options.randoms.map((random) => shopper(options, random)));
}

async function shopper(options: ShoppersOptions, random: Random): Promise<void> {
  const watching: Promise<void>[] = [];
  while (await options.nextOrder()) {
    const dice = random.next() * 100;
    const line = await placeOrder(options, random, dice < INVALID);
    if (line.answer !== 'accepted') await pause(line.answer === 'unknown' ? UNKNOWN_PAUSE_MS : 0);
    else if (dice > 100 - CANCELS) await cancelOrder(options, random, line);
    else if (dice > 100 - CANCELS - WATCHES) watching.push(watchOrder(options, random, line));
    if (options.leisureMs > 0) await pause(options.leisureMs);
  }
  await Promise.all(watching);
}

async function placeOrder(options: ShoppersOptions, random: Random, invalid: boolean): Promise<LedgerLine> {
  const { ledger, shop, stack, storeReplicas } = options;
  const line: LedgerLine = {
    reference: newId(),
    sentAtMs: Date.now(),
    answer: 'unknown',
    orderId: null,
    cancelled: null,
    answeredAtMs: null,
    seen: [],
  };
  ledger.lines.push(line);
  const order = wishOrder(shop, random, line.reference);
  if (invalid) order.items.push({ product_id: newId(), quantity: 1 });
  const token = pickCustomer(shop, random);
  const idempotencyKey = random.next() < KEYED ? newId() : undefined;
  const patienceMs = idempotencyKey && random.next() < IMPATIENT ? random.between(1, PATIENCE_MAX_MS) : undefined;
  const firstReplica = random.between(0, storeReplicas - 1);
  let doubtful = false;
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    const store = stack.url('store', (firstReplica + attempt) % storeReplicas);
    const patience = attempt === 0 ? patienceMs : undefined;
    const answer = await sendOrder(options, line, store, token, order, { idempotencyKey, patienceMs: patience });
    // What nobody took was not placed by this attempt; an earlier one may still have placed it.
    doubtful ||= answer === 'unknown';
    line.answer = answer === 'not-sent' ? (doubtful ? 'unknown' : 'refused') : answer;
    const mayRepeat = answer === 'not-sent' || (answer === 'unknown' && idempotencyKey !== undefined);
    if (!mayRepeat) break;
    await pause(answer === 'not-sent' ? PAUSE_MS : UNKNOWN_PAUSE_MS);
  }
  if (doubtful && line.answer === 'accepted') ledger.met.repeated += 1;
  return line;
}

async function sendOrder(
  { http, ledger, onAccepted }: ShoppersOptions,
  line: LedgerLine,
  store: string,
  token: string,
  order: WishedOrder,
  options: SendOptions,
): Promise<Answer | 'not-sent'> {
  const sentAt = performance.now();
  try {
    const response = await http.send('POST', `${store}/orders`, token, order, options);
    const answer = judge(response, 201);
    if (answer !== 'accepted') return answer;
    line.answeredAtMs = Date.now();
    line.orderId = orderIn(response, 201)?.order_id ?? null;
    if (response.headers['idempotency-replayed'] === 'true') ledger.met.replayed += 1;
    onAccepted(sentAt);
    return answer;
  } catch (error) {
    return error instanceof NotSent ? 'not-sent' : 'unknown';
  }
}

/** 5xx says that nobody can tell: the store may have lost Redis in the middle of it. */
function judge({ status }: HttpAnswer, success: number): Answer {
  if (status === success) return 'accepted';
  return status >= 500 ? 'unknown' : 'refused';
}

async function cancelOrder(options: ShoppersOptions, random: Random, line: LedgerLine): Promise<void> {
  try {
    const url = `${storeUrl(options, random)}/orders/${line.orderId}/cancel`;
    line.cancelled = judge(await options.http.send('POST', url, options.shop.adminToken), 200);
  } catch (error) {
    line.cancelled = error instanceof NotSent ? 'refused' : 'unknown';
  }
}

async function watchOrder(options: ShoppersOptions, random: Random, line: LedgerLine): Promise<void> {
  for (let look = 0; look < LOOKS; look++) {
    try {
      const url = `${storeUrl(options, random)}/orders/${line.orderId}`;
      const order = orderIn(await options.http.send('GET', url, options.shop.adminToken), 200);
      if (order) line.seen.push(order.status);
    } catch {
      // A look that failed saw nothing.
    }
    await pause(LOOK_PAUSE_MS);
  }
}

function storeUrl({ stack, storeReplicas }: ShoppersOptions, random: Random): string {
  return stack.url('store', random.between(0, storeReplicas - 1));
}
