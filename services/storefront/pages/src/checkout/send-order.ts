import { ApiProblem, dataOf, trusted, type Order, type OrderRequest } from '@stockade/client';
import { clients } from '../api/clients.js';
import { takeOut } from '../cart/cart.js';
import { announce } from '../parts/announce.js';
import { makeCell } from '../parts/cell.js';
import { makeKept } from '../parts/kept.js';
import { wordsOf } from '../parts/problem-note.js';
import { randomHex } from '../parts/random-hex.js';
import { onLogin, session, whoIsHere } from '../session/session.js';
import { forgetDraft } from './draft.js';
import { rememberSent, type Attempt } from './sent-orders.js';

const ANSWER_WITHIN_MS = 10_000;
const REPEAT_AFTER_MS = 1_500;
const KEY_BYTES = 16;
const kept = makeKept('sessionStorage', 'stockade-order-being-sent');

/** An order that may have been placed: it is sent with this key until an answer says so. */
interface Unanswered {
  /** Whose it is: a session may end, and the next one be somebody else's. */
  userId: string;
  key: string;
  body: OrderRequest;
  attempts: readonly Attempt[];
}

/**
 * `waiting` ends at `untilMs`, by Date.now(). `refused`: nothing was placed. `login`: the session ended; it goes on once
 * there is one.
 */
export type Sending =
  | { is: 'idle' }
  | { is: 'sending'; order: Unanswered }
  | { is: 'waiting'; order: Unanswered; untilMs: number; problem: ApiProblem }
  | { is: 'login'; order: Unanswered }
  | { is: 'refused'; problem: ApiProblem }
  | { is: 'placed'; order: Order };

export const sending = makeCell<Sending>({ is: 'idle' });

/** Sends an order under a new Idempotency-Key, and the same again until an answer says what became of it. */
export async function sendOrder(body: OrderRequest): Promise<void> {
  const now = session.get();
  if (now.is === 'open') await send({ userId: now.user.user_id, key: randomHex(KEY_BYTES), body, attempts: [] });
}

onLogin(() => {
  if (sending.get().is === 'login') void goOn();
});

/** Goes on with an order that had no answer when the page was left, or its session ended. */
export async function goOn(): Promise<void> {
  const state = sending.get();
  const left = state.is === 'login' ? state.order : state.is === 'idle' ? readStored() : null;
  if (left !== null) await send(left);
}

/** Whether the checkout is shown, which tells what becomes of the order. */
let isAttended = false;

/** Called by the checkout while it is shown; returns the end of it. */
export function attend(): () => void {
  isAttended = true;
  return () => {
    isAttended = false;
  };
}

/** Leaves what has been answered. */
export const forgetAnswer = (): void => sending.set({ is: 'idle' });

async function send(order: Unanswered): Promise<void> {
  kept.write(JSON.stringify(order));
  sending.set({ is: 'sending', order });
  // A page that is opened again has no token yet, and gets none while the store is away.
  const user = await whoIsHere();
  if (user === null) return sending.set({ is: 'login', order });
  if (user.user_id !== order.userId) return end({ is: 'idle' });
  try {
    const { placed, isReplay } = await post(order);
    end(isAttended ? { is: 'placed', order: placed } : { is: 'idle' });
    const attempts = [...order.attempts, isReplay ? 'placed-before' : 'placed'] as const;
    rememberSent(placed.order_id, { key: order.key, attempts });
    takeOut(order.body.items);
    forgetDraft();
    if (!isAttended) announce('Your order is placed');
  } catch (error) {
    const problem = error instanceof ApiProblem ? error : new ApiProblem(0, 'No answer came', null, null);
    if (problem.status === 401) sending.set({ is: 'login', order });
    else if (problem.mayPass) await repeat(order, problem);
    else {
      end({ is: 'refused', problem });
      if (!isAttended) announce(`Your order was not placed: ${wordsOf(problem)}`);
    }
  }
}

function end(state: Sending): void {
  kept.remove();
  sending.set(state);
}

async function repeat(last: Unanswered, problem: ApiProblem): Promise<void> {
  const order = { ...last, attempts: [...last.attempts, problem.status === 0 ? 'no-answer' : 'not-now'] as const };
  const afterMs = problem.retryAfterMs ?? REPEAT_AFTER_MS;
  kept.write(JSON.stringify(order));
  sending.set({ is: 'waiting', order, problem, untilMs: Date.now() + afterMs });
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  await send(order);
}

async function post({ key, body }: Unanswered): Promise<{ placed: Order; isReplay: boolean }> {
  const asked = clients.store.POST('/orders', {
    params: { header: { 'idempotency-key': key } },
    body,
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  const placed = await dataOf(asked);
  return { placed, isReplay: (await asked).response.headers.get('idempotency-replayed') === 'true' };
}

function readStored(): Unanswered | null {
  const text = kept.read();
  // Written above, in this tab.
  return text === null ? null : trusted<Unanswered>(text);
}
