import { toDecimal, type OrderStory, type PaymentView, type ReservationView } from '@stockade/contracts';
import type { ShownOrder } from './story-records.js';

/** Compares what the payment provider keeps with what it should, by the state of the order. */
export function judgeMoney(
  order: ShownOrder,
  reservation: ReservationView | null,
  payment: PaymentView,
  isUnderWay: boolean,
): NonNullable<OrderStory['money']> {
  const { charged, given_back, kept } = payment;
  const { currency } = order;
  const total = toDecimal(order.total, currency);
  const shouldKeep = expectedOf(order, reservation, isUnderWay, total);
  const isPossible = kept === 0 || kept === total;
  const isRight = shouldKeep === null ? (isPossible ? null : false) : kept === shouldKeep;
  const amount = (value: number) => `${value} ${currency}`;
  const facts = [
    charged === 0 ? 'It was not charged' : `It was charged ${amount(charged)}, and its total is ${amount(total)}`,
    given_back === 0 ? 'nothing was given back' : `${amount(given_back)} was given back`,
  ].join('; ');
  const verdict =
    isRight === null
      ? 'what follows is under way'
      : isRight
        ? `a ${order.status} order keeps ${amount(kept)}: right`
        : shouldKeep === null
          ? `a ${order.status} order keeps nothing or its total, and not ${amount(kept)}: wrong`
          : `a ${order.status} order keeps ${amount(shouldKeep)}, and not ${amount(kept)}: wrong`;
  const says = `${facts}; ${verdict}. The provider charges an order once, however often it is asked.`;
  return { currency, charged, given_back, kept, should_keep: shouldKeep, is_right: isRight, says };
}

/** Null while the provider may have done its next step or not. */
function expectedOf(
  { status }: ShownOrder,
  reservation: ReservationView | null,
  isUnderWay: boolean,
  total: number,
): number | null {
  switch (status) {
    case 'pending':
      return null;
    case 'completed':
      return reservation?.outcome === 'rejected' ? null : total;
    case 'cancelled':
      // The handler of its first event voids a charge that landed meanwhile.
      return isUnderWay ? null : 0;
    case 'failed':
    case 'refunded':
      return 0;
  }
}
