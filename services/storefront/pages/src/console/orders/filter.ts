import type { OrderStatus } from '@stockade/client';
import { useSearchParams } from 'wouter';
import { ORDER_STATUSES } from '../../parts/status.js';

/** Which orders are looked for, as `GET /orders` takes it. */
export interface OrderFilter {
  q?: string;
  status?: OrderStatus;
  from?: string;
  to?: string;
  product_id?: string;
  payment_method?: string;
  customer_id?: string;
}

/** The parameters of the page's address, and what each narrows. */
const PARAMS = {
  q: 'q',
  from: 'from',
  to: 'to',
  product: 'product_id',
  payment: 'payment_method',
  customer: 'customer_id',
} as const;

/** The filter in the address, and what takes it away. */
export function useOrderFilter(): [OrderFilter, () => void] {
  const [params, setParams] = useSearchParams();
  const status = ORDER_STATUSES.find((one) => one === params.get('status'));
  const filter: OrderFilter = status === undefined ? {} : { status };
  for (const [param, name] of Object.entries(PARAMS)) {
    const value = params.get(param);
    if (value !== null && value !== '') filter[name] = value;
  }
  return [filter, () => setParams({}, { replace: true })];
}

/** A time as the field of a form takes it, in the zone of the browser; empty where it is none. */
export function localTime(at: string): string {
  const ms = Date.parse(at);
  if (Number.isNaN(ms)) return '';
  const offsetMs = new Date(ms).getTimezoneOffset() * 60_000;
  return new Date(ms - offsetMs).toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length);
}

/** The time that somebody chose in such a field, in UTC. */
export const utcTime = (local: string): string => (local === '' ? '' : new Date(local).toISOString());
