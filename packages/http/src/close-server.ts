import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';

const SWEEP_INTERVAL_MS = 50;
const CLOSE_DEADLINE_MS = 5_000;
/**
 * A connection on which nothing has come for so long is closed. Longer than a request is on its way that was sent before
 * the client could know, so that it is still answered.
 */
const QUIET_MS = 500;

/** What a server has open, and at work. */
interface Connections {
  sockets: ReadonlySet<Socket>;
  isAtWork(socket: Socket): boolean;
}

const connectionsOf = new WeakMap<Server, Connections>();

/** Keeps account of the connections of a server, for its stop. */
export function trackConnections(server: Server): void {
  const sockets = new Set<Socket>();
  const answering = new WeakMap<Socket, ServerResponse>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.prependListener('request', (req: IncomingMessage, res: ServerResponse) => answering.set(req.socket, res));
  connectionsOf.set(server, {
    sockets,
    isAtWork(socket) {
      const last = answering.get(socket);
      return last !== undefined && !last.writableFinished && !last.closed;
    },
  });
}

/**
 * Stops a server without cutting off a request. From now on each answer tells its client to use another connection; after
 * `delayMs`, in which load balancers may notice that this process is not ready any more, no new connections are taken;
 * those on which nothing comes any more are closed, and all that are left at the deadline.
 */
export async function closeServer(server: Server, delayMs = 0): Promise<void> {
  server.prependListener('request', (_req: IncomingMessage, res: ServerResponse) => (res.shouldKeepAlive = false));
  if (delayMs > 0) await after(delayMs);
  const closed = once(server, 'close');
  // Not its own `close`, which also destroys idle connections at once: a request may be on its way on each of them.
  NetServer.prototype.close.call(server);
  const quiet = new AbortController();
  const sweeping = closeQuietOnes(server, quiet.signal);
  const deadline = after(CLOSE_DEADLINE_MS, undefined, quiet).then(
    () => server.closeAllConnections(),
    () => undefined,
  );
  await Promise.race([closed, deadline]);
  quiet.abort();
  await sweeping;
  // Ends its timers too.
  server.close();
}

/** Closes each connection once nothing has come on it for a while and no answer is due. */
async function closeQuietOnes(server: Server, signal: AbortSignal): Promise<void> {
  const connections = connectionsOf.get(server);
  if (connections === undefined) return;
  const seen = new Map<Socket, { bytes: number; sinceMs: number }>();
  while (!signal.aborted) {
    const now = performance.now();
    for (const socket of connections.sockets) {
      const last = seen.get(socket);
      if (last?.bytes !== socket.bytesRead || connections.isAtWork(socket))
        seen.set(socket, { bytes: socket.bytesRead, sinceMs: now });
      else if (now - last.sinceMs >= QUIET_MS) socket.destroy();
    }
    await after(SWEEP_INTERVAL_MS, undefined, { signal }).catch(() => 'it is closed');
  }
}
