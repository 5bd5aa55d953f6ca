import type { Order, Reservation } from '@stockade/client';
import { Link } from 'wouter';
import { stepsOf } from '../../order/steps.js';
import { MiniPath } from '../../orders/mini-path.js';
import { dateTime, money, shortId } from '../../parts/format.js';
import { useNow } from '../../parts/since.js';
import { StatusBadge } from '../../parts/status.js';
import { useDecisions } from '../../orders/decisions.js';
import { Age } from '../parts/age.js';
import { CustomerLink } from '../customers/customer-link.js';

interface OrdersTableProps {
  orders: readonly Order[];
  /** Whether it says whose they are. */
  hasCustomer: boolean;
}

/** Orders row by row. */
export function OrdersTable({ orders, hasCustomer }: OrdersTableProps) {
  const nowMs = useNow();
  const decisions = useDecisions(orders);
  return (
    <table className="w-full table-fixed text-left text-sm">
      <thead className="text-muted">
        <tr>
          <th scope="col" className="w-[50%] py-1.5 pr-3 font-medium sm:w-52">
            Status
          </th>
          <th scope="col" className="py-1.5 pr-3 font-medium">
            Order
          </th>
          {hasCustomer && (
            <th scope="col" className="hidden py-1.5 pr-3 font-medium sm:table-cell">
              Customer
            </th>
          )}
          <th scope="col" className="hidden w-32 py-1.5 pr-3 text-right font-medium sm:table-cell">
            Total
          </th>
          {hasCustomer && (
            <th scope="col" className="hidden w-44 py-1.5 pr-3 font-medium lg:table-cell">
              Placed
            </th>
          )}
          <th scope="col" className="hidden w-24 py-1.5 font-medium sm:table-cell">
            Age
          </th>
        </tr>
      </thead>
      <tbody>
        {orders.map((order) => (
          <Row
            key={order.order_id}
            order={order}
            decision={decisions.get(order.order_id)}
            hasCustomer={hasCustomer}
            nowMs={nowMs}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  order: Order;
  decision: Reservation | undefined;
  hasCustomer: boolean;
  nowMs: number;
}

function Row({ order, decision, hasCustomer, nowMs }: RowProps) {
  const { order_id, status, customer_id, total, currency, created_at } = order;
  const amount = money(total, currency);
  return (
    <tr className="border-t border-line align-top">
      <td className="py-2.5 pr-3">
        <StatusBadge status={status} />
        <MiniPath steps={stepsOf(order, decision)} />
      </td>
      <td className="py-2.5 pr-3">
        <Link href={`/orders/${order_id}`} title={order_id} className="block truncate font-mono underline">
          <span className="sr-only">Order </span>
          {shortId(order_id)}
        </Link>
        <div className="text-muted sm:hidden">
          <p>
            {amount} · <Age at={created_at} nowMs={nowMs} />
          </p>
          {hasCustomer && <CustomerLink id={customer_id} />}
        </div>
      </td>
      {hasCustomer && (
        <td className="hidden py-2.5 pr-3 sm:table-cell">
          <CustomerLink id={customer_id} />
        </td>
      )}
      <td className="hidden py-2.5 pr-3 text-right font-semibold whitespace-nowrap sm:table-cell">{amount}</td>
      {hasCustomer && <td className="hidden py-2.5 pr-3 text-muted lg:table-cell">{dateTime(created_at)}</td>}
      <td className="hidden py-2.5 text-muted sm:table-cell">
        <Age at={created_at} nowMs={nowMs} />
      </td>
    </tr>
  );
}
