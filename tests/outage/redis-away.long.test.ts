import { beforeAll, describe, expect, test } from '@jest/globals';
import { newId, type OrderView, type ProductView } from '@stockade/contracts';
import { SERVICE_NAMES, waitUntil } from '@stockade/testing';
import { useShop } from '../shop.js';
import { startLoad, type Load, type Request, type Seen } from './load.js';

const REPLICAS = [0, 1];
/** A second is what is promised; as much again is for a machine that does much else. */
const ANSWER_MAX_MS = 2_000;
/** Two seconds are what is promised. */
const RECOVERY_DEADLINE_MS = 10_000;
/** Looked at, of each kind from each replica, while Redis is away. */
const ANSWERS_MIN = 3;

const { redis, stack, admin, customer } = useShop({
  replicas: { store: 2, warehouse: 2 },
  // Requests are counted, as they are in production, and none is too many.
  env: {
    PAYMENT_DELAY_MS: '0',
    RATE_LIMIT_ENABLED: 'true',
    RATE_LIMIT_ORDERS_PER_MINUTE: '1000000',
    RATE_LIMIT_LOGINS_PER_MINUTE: '1000000',
    RATE_LIMIT_DEFAULT_PER_MINUTE: '1000000',
  },
});
let product: ProductView;

beforeAll(async () => {
  product = await admin.createProduct({ name: 'Rope', price: 1, stock_quantity: 1_000_000 });
});

const store = (replica: number, path: string) => stack.url('store', replica) + path;
const warehouse = (replica: number, path: string) => stack.url('warehouse', replica) + path;

/** What is answered from the last known copy. */
const LOOKS: Record<string, Request> = {
  product: (at) => customer.request('GET', warehouse(at, `/products/${product.id}`)),
  products: (at) => customer.request('GET', warehouse(at, '/products')),
};
/** What cannot be answered without Redis. */
const WORK: Record<string, Request> = {
  placeOrder: (at) => customer.request('POST', store(at, '/orders'), { product_id: product.id, quantity: 1 }),
  listOrders: (at) => customer.request('GET', store(at, '/orders?limit=1')),
  logIn: (at) => customer.request('POST', store(at, '/users/login'), { email: `${newId()}@a.test`, password: 'wrong' }),
  changeProduct: (at) => admin.request('PATCH', warehouse(at, `/products/${product.id}`), { description: newId() }),
  neverSeen: (at) => customer.request('GET', warehouse(at, `/products/${newId()}`)),
  reservation: (at) => customer.request('GET', warehouse(at, `/reservations/${newId()}`)),
};
const KINDS = { ...LOOKS, ...WORK };
/** While Redis is there. A login with a wrong password is refused, and what does not exist is not found. */
const WELL = [200, 201, 401, 404];

const pids = () => SERVICE_NAMES.map((service) => stack.process(service).pid);
const of = (seen: readonly Seen[], kinds: object) => seen.filter(({ kind }) => Object.hasOwn(kinds, kind));

/** What was asked after this moment, once there is enough of it from everywhere. */
async function seenFromNow({ seen }: Load, isEnough: (news: readonly Seen[]) => boolean): Promise<readonly Seen[]> {
  const from = performance.now();
  const news = () => seen.filter(({ sentAtMs }) => sentAtMs >= from);
  const isAll = () =>
    Object.keys(KINDS).every((kind) =>
      REPLICAS.every(
        (replica) => news().filter((one) => one.kind === kind && one.replica === replica).length >= ANSWERS_MIN,
      ),
    );
  await waitUntil(() => isAll() && isEnough(news()), { what: 'enough answers', deadlineMs: 30_000 });
  return news();
}

function expectInTime(seen: readonly Seen[]): void {
  const slowest = Math.max(...seen.map(({ tookMs }) => tookMs));
  expect(slowest).toBeLessThan(ANSWER_MAX_MS);
}

function expectRefused(seen: readonly Seen[]): void {
  const answers = new Set(seen.map(({ status, retryAfter, mediaType }) => `${status} ${retryAfter} ${mediaType}`));
  expect([...answers]).toEqual(['503 1 application/problem+json; charset=utf-8']);
}

/** Everything works again, on each replica, to the end of an order. */
async function untilAllIsWell(load: Load): Promise<number> {
  const from = performance.now();
  const isWell = () =>
    REPLICAS.every((replica) =>
      Object.keys(KINDS).every((kind) => {
        const last = load.seen.findLast((one) => one.kind === kind && one.replica === replica);
        return last && last.sentAtMs >= from && WELL.includes(last.status) && last.source !== 'STALE';
      }),
    );
  await waitUntil(isWell, { what: 'everything to work again', deadlineMs: RECOVERY_DEADLINE_MS });
  const took = performance.now() - from;
  await load.stop();
  const order = await customer.request<OrderView>('POST', store(0, '/orders'), { product_id: product.id, quantity: 1 });
  await customer.orderBecomes(order.body.order_id, 'completed');
  return took;
}

/** By now the services know that Redis is away. */
async function untilNoticed(): Promise<void> {
  const isReady = async (url: string) => (await fetch(`${url}/health/ready`)).ok;
  const ready = async () => Promise.all(REPLICAS.flatMap((at) => [isReady(store(at, '')), isReady(warehouse(at, ''))]));
  await waitUntil(async () => !(await ready()).includes(true), { what: 'the services to notice' });
}

describe('while Redis is away, under load', () => {
  test('killed: every answer comes in time, products are the last known, all else is refused, and all comes back', async () => {
    const before = pids();
    const load = startLoad(KINDS, REPLICAS);
    await seenFromNow(load, (seen) => seen.every(({ status }) => WELL.includes(status)));
    await redis.server.kill();
    await untilNoticed();
    const away = await seenFromNow(load, () => true);
    expect(new Set(of(away, LOOKS).map(({ status, source }) => `${status} ${source}`))).toEqual(new Set(['200 STALE']));
    expectRefused(of(away, WORK));

    await redis.server.restart();
    await untilAllIsWell(load);
    expectInTime(load.seen);
    expect(load.seen.map(({ status }) => status).filter((status) => ![...WELL, 503].includes(status))).toEqual([]);
    expect(pids()).toEqual(before);
  });

  test('frozen: the same', async () => {
    const before = pids();
    const load = startLoad(KINDS, REPLICAS);
    await seenFromNow(load, (seen) => seen.every(({ status }) => WELL.includes(status)));
    await redis.server.signal('SIGSTOP');
    await untilNoticed();
    // While Redis stands still nothing changes, so a copy is current until nobody can be sure of that any more.
    const away = await seenFromNow(load, (seen) =>
      REPLICAS.every((replica) =>
        Object.keys(LOOKS).every((kind) =>
          seen.some((one) => one.kind === kind && one.replica === replica && one.source === 'STALE'),
        ),
      ),
    );
    const looks = new Set(of(away, LOOKS).map(({ status, source }) => `${status} ${source}`));
    expect([...looks].filter((look) => look !== '200 HIT' && look !== '200 STALE')).toEqual([]);
    expectRefused(of(away, WORK));

    await redis.server.signal('SIGCONT');
    await untilAllIsWell(load);
    expectInTime(load.seen);
    expect(load.seen.map(({ status }) => status).filter((status) => ![...WELL, 503].includes(status))).toEqual([]);
    expect(pids()).toEqual(before);
  });
});
