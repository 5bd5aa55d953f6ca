import { createClient } from 'redis';
import { reconnectDelayMs } from './backoff.js';
import type { Renewal } from './renewal.js';
import { replaceWhenSilent } from './silence.js';

const CONNECT_TIMEOUT_MS = 2_000;
/** Longer than a blocking read blocks, and than Redis stands still while it forks or a script runs away (5 s). */
const SILENT_MAX_DEFAULT_MS = 10_000;

export interface ConnectOptions {
  /** `redis[s]://[user[:password]@]host[:port][/db]` */
  url: string;
  /** Shown in CLIENT LIST. */
  name: string;
  /** Called with every connection error; the client keeps trying by itself. */
  onError: (error: Error) => void;
  /** A connection on which nothing has come back for so long is replaced; what was under way on it fails. Default 10 s. */
  silentMaxMs?: number;
  /** Redis pushes changes of what was read on it; see tracking.ts. Default false. */
  tracking?: boolean;
  /** With which others it is made anew when the primary is elsewhere. Not given: it stays with its server, replica or not. */
  renewal?: Renewal;
}

/**
 * A client that never gives up and never queues: while Redis is away a command fails at once with an offline error,
 * so that a request can be answered 503 and a consumer can back off. It reconnects until it is closed.
 *
 * node-redis builds an AbortSignal per command for its default timeout, which halves the command rate; it is off
 * here, and a connection that has gone silent is replaced, so no command waits for ever.
 */
export function makeRedis(options: ConnectOptions) {
  const { url, name, onError, silentMaxMs = SILENT_MAX_DEFAULT_MS, tracking = false, renewal } = options;
  const client = createClient({
    url,
    name,
    disableOfflineQueue: true,
    maintNotifications: 'disabled',
    commandOptions: { timeout: undefined },
    emitInvalidate: tracking,
    socket: { connectTimeout: CONNECT_TIMEOUT_MS, socketTimeout: silentMaxMs, reconnectStrategy: reconnectDelayMs },
  });
  client.on('error', onError);
  // node-redis 6.3 finishes a connection attempt that destroy() came into the middle of, and would leave it open.
  client.on('ready', () => {
    if (!client.isOpen) client.destroy();
  });
  const reopen = () => connectInBackground(client);
  replaceWhenSilent(client, silentMaxMs, reopen);
  renewal?.join(client, reopen);
  return client;
}

export type Redis = ReturnType<typeof makeRedis>;

/**
 * Starts connecting and comes back at once: Redis may be down now and there later. The first connection and every
 * later one are reported by the client's `ready` event.
 */
export function connectInBackground(client: Redis): void {
  client.connect().catch(() => {
    // Only a close() or destroy() during the first attempt gets here; every failed attempt went to onError.
  });
}

/** Resolves when the client can take commands; rejects when the signal comes first, which is its cause. */
export function whenReady(client: Redis, signal: AbortSignal): Promise<void> {
  if (client.isReady) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const stop = () => {
      client.off('ready', ready);
      reject(new Error('Redis is not there', { cause: signal.reason }));
    };
    const ready = () => {
      signal.removeEventListener('abort', stop);
      resolve();
    };
    client.once('ready', ready);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
