import { afterEach, expect, test } from '@jest/globals';
import { flowsOf, makeKeys, newId, type Flow } from '@stockade/contracts';
import { makeMetrics } from '@stockade/http';
import { connectInBackground, makeRedis, type Redis } from '@stockade/redis';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { pino } from 'pino';
import { makeServiceConsumer, type ServiceConsumer } from '../src/service-consumer.js';

const server = usePrivateRedis();
const EVENTS = 1_000;
const KEYS = makeKeys();
const DECLARED = flowsOf(KEYS).refundInitiated;
const FIRST = DECLARED.readers[0];

const clients: Redis[] = [];
const consumers: ServiceConsumer[] = [];
afterEach(async () => {
  await Promise.all(consumers.splice(0).map((consumer) => consumer.stop()));
  for (const client of clients.splice(0)) if (client.isOpen) client.destroy();
  await server.client.flushAll();
});

const connect = () => {
  const client = makeRedis({ url: server.url, name: 'reader', onError: () => {} });
  clients.push(client);
  return client;
};

/** The consumer of a service, which settles whatever comes; trims ten times a second. */
function startFirst(readers: Flow['readers']) {
  const redis = connect();
  connectInBackground(redis);
  const lines: string[] = [];
  const consumer = makeServiceConsumer({
    flow: ({ refundInitiated }) => ({ ...refundInitiated, readers }),
    partitions: KEYS.partitions,
    handlerOf: () => ({
      kind: 'batch',
      async handle(deliveries) {
        await server.client.xAck(
          DECLARED.stream,
          FIRST,
          deliveries.map(({ id }) => id),
        );
        return deliveries.map(() => 'done');
      },
    }),
    config: { CONSUMER_NAME: 'one', CONSUMER_BATCH: 100, CONSUMER_MIN_IDLE_MS: 1_000, CONSUMER_MAX_DELIVERIES: 3 },
    connections: { commands: redis, connect },
    tracing: null,
    bounds: { housekeepingIntervalMs: 100 },
    metrics: makeMetrics('readers'),
    logger: pino({ level: 'warn' }, { write: (line) => lines.push(line) }),
  });
  consumers.push(consumer);
  consumer.start();
  return { consumer, lines };
}

async function announce(): Promise<void> {
  const lines = [{ product_id: newId(), requested: 1, available: 0 }];
  const data = { total: 100, currency: 'USD', reason: 'insufficient_stock' as const, lines };
  const add = server.client.multi();
  for (let i = 0; i < EVENTS; i++) {
    const fields = DECLARED.event.encode({
      source: 'warehouse',
      data: { order_id: newId(), customer_id: newId(), ...data },
    });
    add.xAdd(DECLARED.stream, '*', fields);
  }
  await add.exec();
}

const settled = async (group: string) => {
  const found = (await server.client.xInfoGroups(DECLARED.stream)).find(({ name }) => name === group);
  return found?.pending === 0 && found.lag === 0;
};

/** Reads what is left for a group, and acknowledges it. */
async function readSlowly(group: string): Promise<number> {
  let read = 0;
  for (;;) {
    const [entry] =
      (await server.client.xReadGroup(group, 'slow', { key: DECLARED.stream, id: '>' }, { COUNT: 50 })) ?? [];
    const ids = (entry?.messages ?? []).map(({ id }: { id: string }) => id);
    if (ids.length === 0) return read;
    read += ids.length;
    await server.client.xAck(DECLARED.stream, group, ids);
  }
}

test('a second group that is declared and slower than the first loses nothing, and its entries go when it has read them', async () => {
  await server.client.xGroupCreate(DECLARED.stream, 'analytics', '0', { MKSTREAM: true });
  await announce();
  const { consumer } = startFirst([FIRST, 'analytics']);
  const first = consumer.all[0]?.consumer;
  await waitUntil(() => settled(FIRST), { what: 'the first group to be through' });
  let rounds = 0;
  first?.signals.on('lag', () => (rounds += 1));
  await waitUntil(() => rounds > 2, { what: 'some trimming' });
  expect(await readSlowly('analytics')).toBe(EVENTS);
  await waitUntil(async () => (await server.client.xLen(DECLARED.stream)) < EVENTS, {
    what: 'the stream to be trimmed',
  });
});

test('a group that is not declared is written to the log, by its name', async () => {
  await server.client.xGroupCreate(DECLARED.stream, 'stranger', '0', { MKSTREAM: true });
  const { lines } = startFirst([FIRST]);
  await waitUntil(() => lines.length > 0, { what: 'a warning' });
  expect(lines.join('')).toMatch(/"groups":\["stranger"\].*may be trimmed/);
});
