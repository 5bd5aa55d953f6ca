import { createServer, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import type { Express } from 'express';
import { trackConnections } from './close-server.js';
import { prepareFor } from './prepared.js';
import { answerUnreadable, HEADER_FIELDS_MAX, refuseAmbiguous } from './unreadable.js';

/** Longer than most clients and load balancers keep an idle connection, so that they never write into one just closed. */
const KEEP_ALIVE_DEFAULT_MS = 65_000;

/** For a client that is slow, or holds connections open on purpose: to send the head of a request, and all of it. */
const HEAD_MAX_MS = 10_000;
const REQUEST_MAX_MS = 30_000;
const SLOWNESS_CHECK_INTERVAL_MS = 1_000;
/** Of all header fields of a request. A token takes half a kilobyte. */
const HEAD_BYTES_MAX = 16_384;

export interface ServerBounds {
  /** How long a connection is kept on which nothing comes. */
  keepAliveMs?: number;
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
      keepAliveTimeout: bounds.keepAliveMs ?? KEEP_ALIVE_DEFAULT_MS,
      headersTimeout: bounds.headMaxMs ?? HEAD_MAX_MS,
      requestTimeout: bounds.requestMaxMs ?? REQUEST_MAX_MS,
      connectionsCheckingInterval: bounds.checkIntervalMs ?? SLOWNESS_CHECK_INTERVAL_MS,
      maxHeaderSize: HEAD_BYTES_MAX,
      // Node's own answer says nothing.
      requireHostHeader: false,
    },
    (req, res) => {
      if (!refuseAmbiguous(req, res)) listener(req, res);
    },
  );
  answerUnreadable(server);
  trackConnections(server);
  // Node leaves out what comes after so many. One more than are taken, so that it shows.
  server.maxHeadersCount = HEADER_FIELDS_MAX + 1;
  return server;
}

/** Listens on all interfaces. Rejects with a message that says what to do when the port cannot be had. */
export async function listen(app: Express, port: number, portVariable: string, keepAliveMs?: number): Promise<Server> {
  const server = makeServer(app, keepAliveMs === undefined ? {} : { keepAliveMs });
  server.listen(port);
  try {
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error;
    if (code === 'EADDRINUSE')
      throw new Error(`port ${port} is taken: stop what listens there, or set ${portVariable} to a free port`, {
        cause: error,
      });
    if (code === 'EACCES')
      throw new Error(`port ${port} may not be opened by this user: set ${portVariable} to one above 1023`, {
        cause: error,
      });
    throw error;
  }
  return server;
}
