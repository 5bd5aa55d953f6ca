import { expect, test } from '@jest/globals';
import type { OrderStatus } from '@stockade/contracts';
import { usePrivateRedis } from '@stockade/testing';
import fc from 'fast-check';
import { Model, STREAMS, type StreamName } from './model.js';
import { System } from './system.js';

const RUNS = 100;
/** A run is a few hundred calls of Redis, and a slow machine takes a second for it. */
const DEADLINE_MS = 180_000;
const PRODUCTS = [3, 5, 0];
/** What an order has caused when it comes to a status; it keeps the id of each. */
const EVENTS_BEFORE: Readonly<Record<OrderStatus, readonly string[]>> = {
  pending: ['order-placed'],
  failed: ['order-placed'],
  cancelled: ['order-placed'],
  completed: ['order-placed', 'order-completed'],
  refunded: ['order-placed', 'order-completed', 'refund-initiated'],
};

const redis = usePrivateRedis({ appendfsync: 'everysec' });

/** One thing that can happen, done to the model and to the real scripts. */
type Step = (model: Model, system: System) => Promise<void>;

const product = fc.nat(PRODUCTS.length - 1);
const streamName = fc.constantFrom(...STREAMS);
const some = fc.nat(30);

const place = fc
  .tuple(
    fc.uniqueArray(fc.record({ product, quantity: fc.integer({ min: 1, max: 4 }) }), {
      minLength: 1,
      maxLength: 3,
      selector: (line) => line.product,
    }),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([lines, a, b]): Step => {
    const declined = a && b;
    return async (model, system) => {
      model.place(lines, declined);
      await system.place(lines, declined);
    };
  });

const cancel = some.map((n): Step => async (model, system) => {
  if (model.orders.length === 0) return;
  const order = n % model.orders.length;
  expect(await system.cancel(order)).toBe(model.cancel(order));
});

const restock = fc.tuple(product, fc.nat(6)).map(([at, quantity]): Step => async (model, system) => {
  model.restock(at, quantity);
  await system.restock(at, quantity);
});

const chargeAndDie = some.map((n): Step => async (model, system) => {
  if (model.orders.length > 0) await system.chargeAndDie(n % model.orders.length);
});

const deliver = fc
  .tuple(streamName, fc.integer({ min: 1, max: 5 }))
  .map(([name, count]): Step => async (model, system) => {
    const entries = await read(model, system, name, count);
    await handle(model, system, name, entries);
  });

const deliverAndDie = fc
  .tuple(streamName, fc.integer({ min: 1, max: 5 }))
  .map(([name, count]): Step => async (model, system) => {
    await read(model, system, name, count);
  });

/** The customer cancels just when the money has moved. */
const cancelWhileCharging = fc.constant<Step>(async (model, system) => {
  const [entry] = await read(model, system, 'placed', 1);
  const order = entry === undefined ? undefined : model.streams.placed.entries[entry];
  if (entry === undefined || order === undefined) return;
  const charged = model.orders[order]?.status === 'pending';
  system.whileCharging = async () => {
    expect(await system.cancel(order)).toBe(model.cancel(order));
  };
  await handle(model, system, 'placed', [entry]);
  system.whileCharging = async () => {};
  expect(model.orders[order]?.status === 'cancelled' || !charged).toBe(true);
});

const redeliver = fc.tuple(streamName, fc.boolean()).map(([name, twice]): Step => async (model, system) => {
  const pending = [...model.streams[name].pending];
  await handle(model, system, name, twice ? [...pending, ...pending] : pending);
});

/** A consumer that stood still wakes up and settles what others have settled long ago, or nobody has been given. */
const settleLate = fc
  .tuple(streamName, fc.array(some, { maxLength: 4 }))
  .map(([name, entries]): Step => async (model, system) => {
    const { length } = model.streams[name].entries;
    await handle(model, system, name, length === 0 ? [] : entries.map((entry) => entry % length));
  });

const repeat = fc.tuple(streamName, some).map(([name, n]): Step => async (model, system) => {
  const { length } = model.streams[name].entries;
  if (length === 0) return;
  model.repeat(name, n % length);
  await system.stream(name).repeat(n % length);
});

const recreateGroup = streamName.map((name): Step => async (model, system) => {
  model.recreateGroup(name);
  await system.stream(name).recreateGroup();
});

const step = fc.oneof(
  { weight: 6, arbitrary: place },
  { weight: 6, arbitrary: deliver },
  { weight: 2, arbitrary: cancel },
  { weight: 2, arbitrary: redeliver },
  { weight: 2, arbitrary: deliverAndDie },
  { weight: 2, arbitrary: cancelWhileCharging },
  { weight: 2, arbitrary: chargeAndDie },
  { weight: 1, arbitrary: settleLate },
  { weight: 1, arbitrary: restock },
  { weight: 1, arbitrary: repeat },
  { weight: 1, arbitrary: recreateGroup },
);

test(
  'whatever happens in whatever order, the scripts do what the rules say',
  async () => {
    const property = fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), async (steps) => {
      await redis.client.flushAll();
      const model = new Model(PRODUCTS);
      const system = new System(redis.client);
      await system.open(PRODUCTS);
      for (const each of steps) {
        await each(model, system);
        await expectAgreement(model, system);
      }
      await drain(model, system);
      await expectAgreement(model, system);
      await expectMoneyToAddUp(model, system);
      await system.expectTraces();
    });
    // A failure prints the seed and the shortest sequence that shows it.
    await fc.assert(property, { numRuns: RUNS });
  },
  DEADLINE_MS,
);

async function read(model: Model, system: System, name: StreamName, count: number): Promise<number[]> {
  await system.stream(name).read(count);
  return model.read(name, count);
}

async function handle(model: Model, system: System, name: StreamName, entries: readonly number[]): Promise<void> {
  await system.stream(name).handle(entries);
  for (const entry of entries) model.handle(name, entry);
}

/** What a healthy system does when it is left alone: all that is pending and all that is new is handled. */
async function drain(model: Model, system: System): Promise<void> {
  for (const name of STREAMS) {
    await read(model, system, name, model.streams[name].entries.length);
    await handle(model, system, name, [...model.streams[name].pending]);
  }
}

async function expectAgreement(model: Model, system: System): Promise<void> {
  const orders = await Promise.all(model.orders.map((_, i) => system.order(i)));
  expect(orders.map(({ status, reservation, events }) => ({ status, reservation, events }))).toEqual(
    model.orders.map(({ status, reservation }) => ({ status, reservation, events: EVENTS_BEFORE[status] })),
  );
  expect(await Promise.all(PRODUCTS.map((_, i) => system.stock(i)))).toEqual(model.stocks);
  for (const name of STREAMS) {
    const { entries, pending } = model.streams[name];
    expect(await system.stream(name).state()).toEqual({ length: entries.length, pending: pending.size });
  }
}

/** At rest: reserved XOR refunded, a refund is the total, and the gateway holds the money of reserved orders and of no others. */
async function expectMoneyToAddUp(model: Model, system: System): Promise<void> {
  for (const [i] of model.orders.entries()) {
    const order = await system.order(i);
    expect(order.status).not.toBe('pending');
    expect(order.status === 'completed').toBe(order.reservation === 'reserved');
    expect(order.refund).toBe(order.status === 'refunded' ? order.total : null);
    expect(order.net).toBe(order.status === 'completed' ? order.total : 0);
  }
  for (const { available, reserved, received } of model.stocks) {
    expect(available).toBeGreaterThanOrEqual(0);
    expect(received).toBe(available + reserved);
  }
}
