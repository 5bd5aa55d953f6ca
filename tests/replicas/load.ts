import { inspect } from 'node:util';
import { newId, orderViewSchema, tokenViewSchema } from '@stockade/contracts';
import { openEventSource, type EventSourceConnection } from '@stockade/testing';

/** What a load works with: everything goes through the gateway. */
export interface LoadOptions {
  gateway: string;
  account: { email: string; password: string };
  productId: string;
  /** Whether clients also send what a gateway must not repeat. */
  withoutKeys: boolean;
}

/** Clients that do the same again and again, each as soon as it has its answer. */
export interface Load {
  /** Ids of the orders that were answered 201. */
  readonly orders: readonly string[];
  /** Requests answered as they should be, by what was asked. */
  readonly answered: Readonly<Record<string, number>>;
  /** Every other answer, or none. */
  readonly failures: readonly string[];
  /** Events that the live update has brought, and how often it was opened anew. */
  live(): { events: number; reconnects: number };
  stop(): Promise<void>;
}

const ORDERERS = 2;
const JSON_TYPE = { 'content-type': 'application/json' };

/** Logs in and starts. */
export async function startLoad({ gateway, account, productId, withoutKeys }: LoadOptions): Promise<Load> {
  const orders: string[] = [];
  const answered: Record<string, number> = {};
  const failures: string[] = [];
  const over = new AbortController();
  const live = { events: 0, reconnects: 0 };

  /** The body of an answer with that status; null when it was another one, which is a failure. */
  async function ask(what: string, status: number, path: string, init: RequestInit = {}): Promise<unknown> {
    try {
      const response = await fetch(gateway + path, init);
      const text = await response.text();
      if (response.status !== status) throw new Error(`${response.status} ${text}`);
      answered[what] = (answered[what] ?? 0) + 1;
      return JSON.parse(text);
    } catch (error) {
      failures.push(`${what}: ${inspect(error)}`);
      return null;
    }
  }
  const logIn = () => {
    const body = JSON.stringify(account);
    return ask('login', 200, '/api/store/users/login', { method: 'POST', headers: JSON_TYPE, body });
  };

  const bearer = { authorization: `Bearer ${tokenViewSchema.parse(await logIn()).access_token}` };
  async function order(key?: string): Promise<void> {
    const headers = { ...JSON_TYPE, ...bearer, ...(key !== undefined && { 'idempotency-key': key }) };
    const body = JSON.stringify({ product_id: productId, quantity: 1 });
    const what = key === undefined ? 'order' : 'order with a key';
    const placed = await ask(what, 201, '/api/store/orders', { method: 'POST', headers, body });
    if (placed !== null) orders.push(orderViewSchema.parse(placed).order_id);
  }
  const read = async () => void (await ask('product', 200, `/api/warehouse/products/${productId}`));
  const list = async () => void (await ask('refunds', 200, '/api/refund/refunds', { headers: bearer }));

  /** A browser: when its live update ends it opens the next one. */
  async function follow(): Promise<void> {
    const client: EventSourceConnection = await openEventSource(`${gateway}/api/store/orders/events`, bearer);
    if (client.status !== 200) failures.push(`live update: ${client.status} ${client.text()}`);
    while (client.end() === undefined && !over.signal.aborted) await read();
    client.close();
    live.events += client.events.length;
    live.reconnects += 1;
  }

  const again = async (work: () => Promise<unknown>) => {
    while (!over.signal.aborted) await work();
  };
  const workers = [
    ...Array.from({ length: ORDERERS }, () => again(() => order(newId()))),
    again(list),
    again(follow),
    ...(withoutKeys ? [again(() => order()), again(logIn)] : []),
  ];
  return {
    orders,
    answered,
    failures,
    live: () => live,
    async stop() {
      over.abort();
      await Promise.all(workers);
    },
  };
}
