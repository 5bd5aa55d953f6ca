import { once } from 'node:events';
import { createServer } from 'node:http';
import { makeApp } from '@stockade/http';
import type { Redis } from '@stockade/redis';
import { makeLogger, makeOperationsRoutes } from '@stockade/service';
import { freePort } from '@stockade/testing';

type Call = (method: string, path: string) => Promise<Response>;

/** Serves the operations routes of whatever reads these streams, to everybody, while `use` runs. */
export async function serveOperations(
  redis: Redis,
  streams: readonly string[],
  use: (call: Call) => Promise<void>,
): Promise<void> {
  const anyone = { userId: '1', role: 'admin', sessionId: '1' } as const;
  const authenticate = {
    holder: () => anyone.userId,
    bearer: () => anyone,
    user: async () => anyone,
    admin: async () => anyone,
  };
  const routes = makeOperationsRoutes(
    redis,
    streams.map((stream) => ({ stream, event: { type: 'job' }, writer: 'somebody', readers: ['workers'] })),
  );
  const port = await freePort();
  const limits = { take: async () => {} };
  const logger = makeLogger('test', 'silent');
  const trouble = async () => null;
  const http = createServer(makeApp({ routes, authenticate, limits, trustProxy: false, trouble, logger })).listen(port);
  try {
    await once(http, 'listening');
    await use((method, path) => fetch(`http://127.0.0.1:${port}/ops/${path}`, { method }));
  } finally {
    http.closeAllConnections();
    http.close();
  }
}
