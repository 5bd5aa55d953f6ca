import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { ask, useGateways, type Upstream } from './gateway-rig.js';

const { startGateway, startUpstream } = useGateways();
const ID = '019346a0-0000-7000-8000-000000000005';
const KEY = { 'idempotency-key': 'once' };

const answerOk = (req: IncomingMessage, res: ServerResponse) =>
  void req.resume().once('end', () => res.end(`{"was":"${req.method}"}`));
const die = (req: IncomingMessage) => void req.socket.destroy();
/** Of one that is asked first: a connection that it kept, closed just as the next request comes. */
function makeForgetful() {
  let asked = 0;
  return (req: IncomingMessage, res: ServerResponse) => ((asked += 1) === 2 ? die(req) : answerOk(req, res));
}
const bodies = ({ requests }: Upstream) =>
  requests.map(({ method, headers }) => `${method} ${headers['content-length']}`);

const REPEATABLE = [
  ['GET', 'products', {}, undefined],
  ['DELETE', `products/${ID}`, {}, undefined],
  ['PUT', `products/${ID}/stock`, KEY, '{"stock_quantity":1}'],
  ['POST', 'products', KEY, '{"name":"Lamp"}'],
  ['PATCH', `products/${ID}`, { 'Idempotency-Key': 'once' }, '{"name":"Lamp"}'],
] as const;
const ONCE = [
  // Set again, the stock would bring back what was sold in between.
  ['PUT', `products/${ID}/stock`, {}, '{"stock_quantity":1}'],
  ['POST', 'products', {}, '{"name":"Lamp"}'],
  ['PATCH', `products/${ID}`, { 'x-idempotency-key': 'once' }, '{"name":"Lamp"}'],
  ['POST', 'products', KEY, 'x'.repeat(50_000)],
] as const;

describe('a service that breaks off before it answers', () => {
  test.each(REPEATABLE)(
    'gets %s %s once more with %j, and the client its answer',
    async (method, path, headers, body) => {
      const warehouse = await startUpstream(makeForgetful());
      const gateway = await startGateway({ WAREHOUSE_URLS: warehouse.url });
      expect((await ask(`${gateway.url}/api/warehouse/products`)).status).toBe(200);
      const asked = { method, headers, ...(body !== undefined && { body }) };
      const answered = await ask(`${gateway.url}/api/warehouse/${path}`, asked);
      expect([answered.status, JSON.parse(answered.body)]).toEqual([200, { was: method }]);
      const [, first, second] = bodies(warehouse);
      expect([first, second]).toEqual([second, `${method} ${body?.length}`]);
    },
  );

  test.each(ONCE)('gets %s %s only once with %j and that body', async (method, path, headers, body) => {
    const warehouse = await startUpstream(makeForgetful());
    const gateway = await startGateway({ WAREHOUSE_URLS: warehouse.url });
    expect((await ask(`${gateway.url}/api/warehouse/products`)).status).toBe(200);
    expect((await ask(`${gateway.url}/api/warehouse/${path}`, { method, headers, body })).status).toBe(502);
    expect(warehouse.requests).toHaveLength(2);
  });
});

describe('of several processes that end when they get a request', () => {
  test('two get it at most, and the client is told that it may have been done', async () => {
    const dying = await Promise.all([startUpstream(die), startUpstream(die), startUpstream(die)]);
    const gateway = await startGateway({ WAREHOUSE_URLS: dying.map(({ url }) => url).join() });
    const answered = await ask(`${gateway.url}/api/warehouse/products`, { method: 'POST', headers: KEY, body: '{}' });
    expect([answered.status, JSON.parse(answered.body).detail]).toEqual([
      502,
      'The warehouse broke off before it had answered: what was asked may have been done',
    ]);
    expect(dying.map(({ requests }) => requests.length).toSorted()).toEqual([0, 1, 1]);
  });

  test('the client is told so too when nobody is left to ask', async () => {
    const dying: Upstream = await startUpstream(() => void dying.kill());
    const gateway = await startGateway({ WAREHOUSE_URLS: dying.url });
    const answered = await ask(`${gateway.url}/api/warehouse/products`, { method: 'POST', headers: KEY, body: '{}' });
    expect([answered.status, JSON.parse(answered.body).detail]).toEqual([
      502,
      expect.stringContaining('may have been'),
    ]);
  });
});

test('an answer that has begun is not asked for again', async () => {
  const warehouse = await startUpstream((_, res) => {
    res.writeHead(200, { 'content-length': '100' });
    res.write('the beginning', () => res.destroy());
  });
  const gateway = await startGateway({ WAREHOUSE_URLS: warehouse.url });
  await expect(ask(`${gateway.url}/api/warehouse/products`)).rejects.toThrow('aborted');
  expect(warehouse.requests).toHaveLength(1);
});
