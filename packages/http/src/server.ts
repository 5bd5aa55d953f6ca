import { createServer, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import { types } from 'node:util';
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

export interface Place {
  /** An address or a name of this machine; everywhere when there is none. */
  host?: string | undefined;
  port: number;
  /** The setting that the port comes from, for the message when it cannot be had. */
  portVariable: string;
}

/**
 * Listens; keeps a connection for `keepAliveMs` on which nothing comes. Rejects with a message that says what to do when the
 * place cannot be had.
 */
export async function listen(
  app: Express | RequestListener,
  { host, port, portVariable }: Place,
  keepAliveMs?: number,
): Promise<Server> {
  const server = makeServer(app, keepAliveMs === undefined ? {} : { keepAliveMs });
  server.listen({ host, port });
  try {
    await once(server, 'listening');
  } catch (error) {
    throw explainListenError(error, { host, port, portVariable });
  }
  return server;
}

/** The setting LISTEN_HOST names what this machine is not: it would do so at the next start too. */
export class WrongHostError extends Error {
  override name = 'WrongHostError';
}

/** The error of listening at a place, with a message that names the setting and what to do; or as it is where nobody knows. */
export function explainListenError(error: unknown, place: Place): unknown {
  const code = types.isNativeError(error) && 'code' in error ? String(error.code) : '';
  return HELP[code]?.(place, { cause: error }) ?? error;
}

const wrongHost = ({ host }: Place, options: ErrorOptions) =>
  new WrongHostError(`LISTEN_HOST ${host} is no address of this machine: set it to one, such as 127.0.0.1`, options);
const HELP: Readonly<Record<string, (place: Place, options: ErrorOptions) => Error>> = {
  EADDRINUSE: ({ port, portVariable }, options) =>
    new Error(`Port ${port} is taken: stop what listens there, or set ${portVariable} to another port`, options),
  EACCES: ({ port, portVariable }, options) =>
    new Error(`Port ${port} may not be opened by this user: set ${portVariable} to one above 1023`, options),
  EADDRNOTAVAIL: wrongHost,
  EINVAL: wrongHost,
  ENOTFOUND: wrongHost,
  EAI_AGAIN: wrongHost,
};
