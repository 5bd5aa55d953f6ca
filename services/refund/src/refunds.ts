import {
  currencySchema,
  minorSchema,
  toDecimal,
  toIso,
  type Keys,
  type Page,
  type PageQuery,
  type RefundView,
} from '@stockade/contracts';
import type { Principal } from '@stockade/http';
import { makeEntityReader, readPage } from '@stockade/records';
import type { Redis } from '@stockade/redis';
import { z } from 'zod';

const refundSchema = z.object({
  order_id: z.string(),
  customer_id: z.string(),
  amount: minorSchema,
  currency: currencySchema,
  reason: z.string(),
  status: z.literal('refunded'),
  created_at: z.int(),
});
type Refund = z.infer<typeof refundSchema>;

export interface Refunds {
  /** Finds a refund if this principal may see it: the customer of its order or an admin. */
  find(principal: Principal, orderId: string): Promise<RefundView | null>;
  /** Lists own refunds, those of the newest orders first; an admin gets all. */
  list(principal: Principal, page: PageQuery): Promise<Page<RefundView>>;
}

export function makeRefunds(redis: Redis, keys: Keys): Refunds {
  const readRefund = makeEntityReader(
    redis,
    keys.entities.refund,
    {
      order_id: 'string',
      customer_id: 'string',
      amount: 'number',
      currency: 'string',
      reason: 'string',
      status: 'string',
      created_at: 'number',
    },
    refundSchema,
  );

  async function find({ userId, role }: Principal, orderId: string): Promise<RefundView | null> {
    const refund = await readRefund(orderId);
    return refund && (role === 'admin' || refund.customer_id === userId) ? toRefundView(refund) : null;
  }

  return {
    find,
    list(principal, page) {
      const indexes =
        principal.role === 'admin'
          ? keys.partitions.map((partition) => partition.refunds)
          : [keys.refundsOfCustomer(principal.userId)];
      return readPage(redis, indexes, page, { load: (orderId) => find(principal, orderId) });
    },
  };
}

function toRefundView({ order_id, amount, currency, reason, status, created_at }: Refund): RefundView {
  return {
    order_id,
    amount: toDecimal(amount, currency),
    currency,
    reason,
    status,
    created_at: toIso(created_at),
  };
}
