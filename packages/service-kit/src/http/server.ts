import { createServer, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import { setTimeout as after } from 'node:timers/promises';
import type { Express } from 'express';
import { prepareFor } from './prepared.js';
import { answerUnreadable, refuseWithoutHost } from './unreadable.js';

const IDLE_SWEEP_MS = 50;
const CLOSE_DEADLINE_MS = 5_000;
/** Longer than clients and load balancers keep an idle connection, so that they never write into one just closed. */
const KEEP_ALIVE_MS = 65_000;

/** For a client that is slow, or holds connections open on purpose: to send the head of a request, and all of it. */
const HEAD_MAX_MS = 10_000;
const REQUEST_MAX_MS = 30_000;
const SLOWNESS_CHECK_INTERVAL_MS = 1_000;
/** Of all header fields of a request. A token takes half a kilobyte. */
const HEAD_BYTES_MAX = 16_384;
const HEADER_FIELDS_MAX = 100;

export interface ServerBounds {
  headMaxMs?: number;
  requestMaxMs?: number;
  checkIntervalMs?: number;
}

/** A server that does not wait for slow clients: they are answered 408 and cut off. */
export function makeServer(app: Express | RequestListener, bounds: ServerBounds = {}): Server {
  const { classes, listener } = 'router' in app ? prepareFor(app) : { classes: {}, listener: app };
  const server = createServer(
    {
      ...classes,
      keepAliveTimeout: KEEP_ALIVE_MS,
      headersTimeout: bounds.headMaxMs ?? HEAD_MAX_MS,
      requestTimeout: bounds.requestMaxMs ?? REQUEST_MAX_MS,
      connectionsCheckingInterval: bounds.checkIntervalMs ?? SLOWNESS_CHECK_INTERVAL_MS,
      maxHeaderSize: HEAD_BYTES_MAX,
      // Node's own answer says nothing.
      requireHostHeader: false,
    },
    (req, res) => {
      if (!refuseWithoutHost(req, res)) listener(req, res);
    },
  );
  answerUnreadable(server);
  server.maxHeadersCount = HEADER_FIELDS_MAX;
  return server;
}

export interface Place {
  /** An address or a name of this machine; everywhere when there is none. */
  host?: string | undefined;
  port: number;
  /** The setting that the port comes from, for the message when it cannot be had. */
  portVariable: string;
}

/** Listens. Rejects with a message that says what to do when the place cannot be had. */
export async function listen(app: Express, { host, port, portVariable }: Place): Promise<Server> {
  const server = makeServer(app);
  server.listen({ host, port });
  try {
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const help = HELP[code]?.({ host, port, portVariable });
    throw help === undefined ? error : new Error(help, { cause: error });
  }
  return server;
}

const noSuchHost = ({ host }: Place) => `HOST ${host} is no address of this machine: set it to one, such as 127.0.0.1`;
const HELP: Readonly<Record<string, (place: Place) => string>> = {
  EADDRINUSE: ({ port, portVariable }) =>
    `port ${port} is taken: stop what listens there, or set ${portVariable} to a free port`,
  EACCES: ({ port, portVariable }) =>
    `port ${port} may not be opened by this user: set ${portVariable} to one above 1023`,
  EADDRNOTAVAIL: noSuchHost,
  ENOTFOUND: noSuchHost,
  EAI_AGAIN: noSuchHost,
};

/**
 * Answers what was asked, then closes. `server.close()` alone waits for idle keep-alive connections, so they are closed
 * again and again meanwhile, and all of them at the deadline.
 */
export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS);
  const done = new AbortController();
  const deadline = after(CLOSE_DEADLINE_MS, undefined, done).then(
    () => server.closeAllConnections(),
    () => undefined,
  );
  await Promise.race([closed, deadline]);
  clearInterval(sweep);
  done.abort();
}
