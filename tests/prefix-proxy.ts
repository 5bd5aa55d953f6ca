import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';

/** A reverse proxy that serves each service under a prefix of its own, and takes it off, as they stand in front of APIs. */
export interface PrefixProxy {
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * Listens on a free port of 127.0.0.1. `targets` has an origin per prefix, such as `/api/store`. The address of the client
 * is appended as a field X-Forwarded-For of its own.
 */
export async function startPrefixProxy(targets: Readonly<Record<string, string>>): Promise<PrefixProxy> {
  const proxy = createServer((req, res) => {
    const [prefix, origin] = Object.entries(targets).find(([one]) => req.url?.startsWith(`${one}/`)) ?? [];
    if (prefix === undefined || origin === undefined) {
      res.writeHead(502).end();
      return;
    }
    const headers = [...req.rawHeaders, 'x-forwarded-for', req.socket.remoteAddress ?? ''];
    const passed = request(origin + (req.url ?? '').slice(prefix.length), {
      method: req.method,
      headers,
      agent: false,
    });
    passed.on('response', (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(res);
    });
    passed.on('error', () => res.destroy());
    res.on('close', () => passed.destroy());
    req.pipe(passed);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    origin: `http://127.0.0.1:${portOf(proxy)}`,
    async close() {
      const closed = once(proxy, 'close');
      proxy.close();
      proxy.closeAllConnections();
      await closed;
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy does not listen on a port');
  return address.port;
}
