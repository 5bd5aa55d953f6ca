import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Below the ports that systems give to outgoing connections (from 32768 on Linux, from 49152 elsewhere): each of these
 * connections could take the port before the caller does. And above all that `fetch` and browsers refuse to call, of which the
 * last is 10080 (https://fetch.spec.whatwg.org/#port-blocking).
 */
const PORT_MIN = 10_081;
const PORT_MAX = 32_767;
const ATTEMPTS_MAX = 100;

/** Whoever got one may not listen there yet, or be about to start again. */
const given = new Set<number>();

/**
 * A TCP port of 127.0.0.1 that was free a moment ago, and that nobody else in this process was given. It is chosen at random
 * so that two processes choose different ones.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
    const port = randomInt(PORT_MIN, PORT_MAX + 1);
    if (given.has(port)) continue;
    given.add(port);
    if (await isFree(port)) return port;
  }
  throw new Error(`none of ${ATTEMPTS_MAX} ports between ${PORT_MIN} and ${PORT_MAX} was free`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
