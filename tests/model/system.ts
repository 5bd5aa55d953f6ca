import { flowsOf, makeKeys, newId, newTraceparent, parseOrderTrace, rateSchema } from '@stockade/contracts';
import { makeSimulatedGateway, TEST_CARDS, type PaymentGateway } from '@stockade/payment';
import { NO_CONFIRMATION, type Redis } from '@stockade/redis';
import { makeOrders } from '../../services/store/src/order-queries.js';
import { makeProducts } from '../../services/warehouse/src/product-changes.js';
import { makeOnRefundInitiated } from '../../services/refund/src/on-refund-initiated.js';
import { makePriceReader } from '../../services/store/src/catalogue.js';
import { makeOnOrderPlaced } from '../../services/store/src/on-order-placed.js';
import { makePlaceOrder } from '../../services/store/src/place-order.js';
import { makePriceOrder } from '../../services/store/src/price-order.js';
import { makeOnOrderCompleted } from '../../services/warehouse/src/on-order-completed.js';
import { logInTo } from '../log-in-to.js';
import { readPlaced } from '../placed.js';
import { makeStream } from './hand-fed-stream.js';
import type { ModelOrder, ModelStock, StreamName } from './model.js';

const PRICE_MINOR = 1_099;

/** The real handlers and scripts on a real Redis, driven by hand: a test decides who is delivered what, and when. */
export class System {
  readonly keys = makeKeys();
  readonly orderIds: string[] = [];
  /** By order id, the trace of the request that placed it. */
  readonly #traces = new Map<string, string>();
  readonly productIds: string[] = [];
  readonly #redis: Redis;
  readonly #gateway: PaymentGateway;
  readonly #streams;
  /** What happens while the next charges are under way. */
  whileCharging: () => Promise<void> = async () => {};

  constructor(redis: Redis) {
    const { keys } = this;
    this.#redis = redis;
    const gateway = makeSimulatedGateway({ redis, keys });
    this.#gateway = gateway;
    const interrupted: PaymentGateway = {
      ...gateway,
      charge: async (charge, signal) => {
        const outcome = await gateway.charge(charge, signal);
        await this.whileCharging();
        return outcome;
      },
    };
    const flows = flowsOf(keys);
    this.#streams = {
      placed: makeStream(
        redis,
        flows.orderPlaced,
        makeOnOrderPlaced({ redis, keys, partition: keys, confirmation: NO_CONFIRMATION, gateway: interrupted }),
      ),
      completed: makeStream(redis, flows.orderCompleted, makeOnOrderCompleted(redis, keys, keys, null)),
      refund: makeStream(
        redis,
        flows.refundInitiated,
        makeOnRefundInitiated({ redis, keys, partition: keys, confirmation: NO_CONFIRMATION, gateway }),
      ),
    };
  }

  async open(stockQuantities: readonly number[]): Promise<void> {
    await Promise.all(Object.values(this.#streams).map((stream) => stream.createGroup()));
    for (const stock_quantity of stockQuantities) {
      const created = await makeProducts(this.#redis, this.keys, 'USD').create({
        name: 'Thing',
        description: '',
        price: PRICE_MINOR,
        stock_quantity,
      });
      if (created.outcome !== 'conflict') this.productIds.push(created.product.id);
    }
  }

  async place(lines: ModelOrder['lines'], declined: boolean): Promise<void> {
    const { keys } = this;
    const redis = this.#redis;
    const feeRate = rateSchema.parse(0.2);
    const placeOrder = makePlaceOrder({
      redis,
      keys,
      priceOrder: makePriceOrder({ findProduct: makePriceReader(redis, keys), feeRate, currency: 'USD' }),
      orders: makeOrders(redis, keys),
    });
    const items = lines.map(({ product, quantity }) => ({ product_id: this.productIds[product] ?? '', quantity }));
    const payment_method = declined ? TEST_CARDS.declined.payment_method : 'pm_card_visa';
    const customer = await logInTo(redis, keys, newId());
    const result = await placeOrder(customer, { items, shipping_address: null, payment_method }, newTraceparent());
    if (result.outcome !== 'placed') throw new Error(JSON.stringify(result));
    this.orderIds.push(result.order.order_id);
    this.#traces.set(result.order.order_id, result.traceparent);
  }

  async cancel(order: number): Promise<boolean> {
    return (await makeOrders(this.#redis, this.keys).cancel(this.orderIds[order] ?? '')) === 'cancelled';
  }

  async restock(product: number, stock_quantity: number): Promise<void> {
    await makeProducts(this.#redis, this.keys, 'USD').update(this.productIds[product] ?? '', { stock_quantity });
  }

  /** A consumer charges and dies; or it stood still before its charge for so long that others have settled the order. */
  async chargeAndDie(order: number): Promise<void> {
    const orderId = this.orderIds[order] ?? '';
    const { total, payment_method } = await readPlaced(this.#redis, this.keys.order(orderId));
    const charge = { orderId, amount: total, currency: 'USD', paymentMethod: payment_method };
    await this.#gateway.charge(charge, new AbortController().signal);
  }

  stream(name: StreamName) {
    return this.#streams[name];
  }

  async order(order: number) {
    const orderId = this.orderIds[order] ?? '';
    const [fields, { total }, reservation, refund, gateway] = await Promise.all([
      this.#redis.hGetAll(this.keys.order(orderId)),
      readPlaced(this.#redis, this.keys.order(orderId)),
      this.#redis.hGet(this.keys.reservation(orderId), 'outcome'),
      this.#redis.hGet(this.keys.refund(orderId), 'amount'),
      this.#redis.hmGet(this.keys.gateway(orderId), ['charged', 'refunded']),
    ]);
    const net = Number(gateway[0] ?? 0) - Number(gateway[1] ?? 0);
    const { traceparent, events } = parseOrderTrace(fields['trace'] ?? '') ?? {};
    if (traceparent !== this.#traces.get(orderId)) throw new Error(`order ${orderId} keeps trace ${traceparent}`);
    return {
      status: fields['status'],
      total,
      reservation,
      refund: refund === null ? null : Number(refund),
      net,
      events: events?.map(({ type }) => type),
    };
  }

  /** Throws when an event of an order does not carry the trace of its request, or an order keeps an id that no event has. */
  async expectTraces(): Promise<void> {
    const ids = new Set<string>();
    for (const stream of Object.values(this.#streams)) {
      for (const { id, event } of await stream.all()) {
        ids.add(id);
        if (event.traceparent !== this.#traces.get(event.subject))
          throw new Error(`${id} has trace ${event.traceparent}`);
      }
    }
    for (const orderId of this.orderIds) {
      const kept = parseOrderTrace((await this.#redis.hGet(this.keys.order(orderId), 'trace')) ?? '');
      const lost = kept?.events.find(({ id }) => !ids.has(id));
      if (lost !== undefined) throw new Error(`order ${orderId} keeps ${lost.type} ${lost.id}`);
    }
  }

  async stock(product: number): Promise<ModelStock> {
    const stock = await this.#redis.hGetAll(this.keys.stock(this.productIds[product] ?? ''));
    return {
      available: Number(stock['available']),
      reserved: Number(stock['reserved']),
      received: Number(stock['received']),
    };
  }
}
