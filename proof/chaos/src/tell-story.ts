import { toDecimal, type Keys } from '@stockade/contracts';
import type { HttpGateway } from '@stockade/payment/over-http';
import type { Redis } from '@stockade/redis';
import type { Ledger } from './ledger.js';
import type { Story, StoryStep } from './story.js';

/** The money of an order, in minor units of its currency, as the payment provider has it. */
interface Money {
  charged: number;
  givenBack: number;
  currency: string | null;
}

export interface WholeStory extends Story {
  money: Money | null;
  /** How the stock of the order was decided; null when it was not, because it was not paid. */
  stock: string | null;
}

/** The story that shows most, with what its client was told and what the payment provider has; null when none was seen to its end. */
export async function tellStory(
  { redis, keys, money, ledger }: { redis: Redis; keys: Keys; money: HttpGateway; ledger: Ledger },
  stories: readonly Story[],
): Promise<WholeStory | null> {
  const [best] = stories.filter(({ handoverMs }) => handoverMs !== null).toSorted((a, b) => worth(b) - worth(a));
  if (best === undefined) return null;
  const [payment] = await money.findAll([best.orderId], new AbortController().signal);
  const stock = await redis.hGet(keys.reservation(best.orderId), 'outcome');
  const steps = [...best.steps];
  const note = (atMs: number | null, kind: StoryStep['kind'], text: string) => {
    if (atMs !== null) steps.push({ atMs, kind, text });
  };
  const line = ledger.lines.find(({ orderId }) => orderId === best.orderId);
  if (line) note(line.sentAtMs, 'sent', 'a customer sends the order');
  if (line) note(line.answeredAtMs, 'answered', `the customer is told that it is ${line.answer}`);
  const amount = (minor: number, currency: string | null) =>
    currency === null ? String(minor) : `${toDecimal(minor, currency)} ${currency}`;
  if (payment)
    note(payment.chargedAt, 'money', `the payment provider takes ${amount(payment.charged, payment.currency)}`);
  if (payment)
    note(
      payment.givenBackAt,
      'money',
      `the payment provider gives back ${amount(payment.givenBack, payment.currency)}`,
    );
  return {
    ...best,
    steps: steps.toSorted((a, b) => a.atMs - b.atMs),
    stock: stock ?? null,
    money: payment ? { charged: payment.charged, givenBack: payment.givenBack, currency: payment.currency } : null,
  };
}

/** A story that goes all the way to a refund tells more than one of a declined card; then whichever has more steps. */
function worth({ status, steps }: Story): number {
  const again = steps.filter(({ kind }) => kind === 'delivered').length;
  return (status === 'refunded' ? 100 : status === 'completed' ? 50 : 0) + again * 10 + steps.length;
}
