import { createClient } from 'redis';
import { reconnectDelayMs } from './backoff.js';
import type { Renewal } from './renewal.js';
import { replaceWhenSilent } from './silence.js';

const CONNECT_TIMEOUT_MS = 2_000;
/** Longer than a blocking read blocks, and than Redis pauses for a fork or a runaway script (5 s). */
const SILENT_MAX_DEFAULT_MS = 10_000;

export interface ClientOptions {
  /** Shown in CLIENT LIST. */
  name: string;
  /** Called with every connection error; the client keeps trying by itself. */
  onError: (error: Error) => void;
  /** A connection without a reply for this long is replaced; its commands in flight fail. Default 10 s. */
  silentMaxMs?: number;
  /** Redis pushes invalidations of the keys that were read on it; see tracking.ts. Default false. */
  tracking?: boolean;
  /**
   * Reopens it together with other connections when the primary has moved. Not given: it stays with its server, replica
   * or not.
   */
  renewal?: Renewal;
}

const makePattern = () => createClient();
export type Redis = ReturnType<typeof makePattern>;
/** Never connected. All others are its duplicates: createClient would build a class with all commands for each, in 60 ms. */
let pattern: Redis | undefined;

/**
 * Makes a client for one address. It never queues: while Redis is away, a command fails at once with an offline error, so that a
 * request can be answered 503 and a consumer can back off.
 *
 * The default timeout of node-redis is off, because it builds an AbortSignal per command, which halves the command
 * rate. A silent connection is replaced instead, so no command waits for ever.
 * @param url `redis[s]://[user[:password]@]host[:port][/db]`
 * @param onLost called when the connection ends or cannot be made, instead of connecting again until it is closed
 */
export function makeClient(url: string, options: ClientOptions, onLost?: () => void): Redis {
  const { name, onError, silentMaxMs = SILENT_MAX_DEFAULT_MS, tracking = false, renewal } = options;
  const giveUp = () => {
    onLost?.();
    return false as const;
  };
  pattern ??= makePattern();
  const client = pattern.duplicate({
    url,
    name,
    disableOfflineQueue: true,
    maintNotifications: 'disabled',
    commandOptions: { timeout: undefined },
    emitInvalidate: tracking,
    socket: {
      connectTimeout: CONNECT_TIMEOUT_MS,
      socketTimeout: silentMaxMs,
      reconnectStrategy: onLost === undefined ? reconnectDelayMs : giveUp,
    },
  });
  // The consumers of all partitions wait for it at once.
  client.setMaxListeners(Infinity);
  client.on('error', onError);
  // When destroy() is called during a connection attempt, node-redis 6.3 finishes the attempt and leaves it open.
  client.on('ready', () => {
    if (!client.isOpen) client.destroy();
  });
  const reopen = onLost ?? (() => connectInBackground(client));
  replaceWhenSilent(client, silentMaxMs, reopen);
  renewal?.join(client, reopen);
  return client;
}

/**
 * Starts connecting and returns at once: Redis may be down now and up later. The client's `ready` event reports the
 * first connection and every later one.
 */
export function connectInBackground(client: Redis): void {
  client.connect().catch(() => {
    // Only a close() or destroy() during the first attempt gets here; every failed attempt went to onError.
  });
}

/** Resolves when the client can take commands; rejects if the signal aborts first, with its reason as the cause. */
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
