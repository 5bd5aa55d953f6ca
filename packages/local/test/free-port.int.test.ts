import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { freePort, useLeakCheck } from '@stockade/testing';

useLeakCheck();
/** From here on Linux gives ports to outgoing connections. */
const EPHEMERAL_FROM = 32_768;
const PORTS = 200;
/** The last port that `fetch` refuses to call. */
const FORBIDDEN_MAX = 10_080;

test('a free port can be listened on, no outgoing connection can take it first, and nobody gets it twice', async () => {
  const ports = await Promise.all(Array.from({ length: PORTS }, () => freePort()));
  expect(Math.max(...ports)).toBeLessThan(EPHEMERAL_FROM);
  expect(Math.min(...ports)).toBeGreaterThan(FORBIDDEN_MAX);
  expect(new Set(ports).size).toBe(PORTS);
  const server = createServer().listen(ports[0], '127.0.0.1');
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
});
