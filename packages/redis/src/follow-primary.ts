import { EventEmitter, once } from 'node:events';
import { setTimeout as after } from 'node:timers/promises';
import { reconnectDelayMs } from './backoff.js';
import { connectInBackground, makeClient, type ClientOptions, type Redis } from './client.js';
import type { Address } from './redis-url.js';
import type { Renewal } from './renewal.js';
import type { Whereabouts } from './whereabouts.js';

/** What finds the primary, for as long as it is followed. */
export interface Locator {
  where: Whereabouts;
  /** In place of the renewal of the options. */
  renewal?: Renewal;
  release(): void;
}

export interface Followed {
  /** Called when the client is opened. */
  locate: () => Locator;
  /** The URL of a server at this address. */
  serverUrl: (address: Address) => string;
}

/**
 * Makes a client that is always a plain one to the primary of now. node-redis keeps the address of a client for life, so the
 * object that is returned stands for one client after the other, and keeps the listeners. When the primary moves, the connection
 * ends, and commands in flight on it fail as unavailable.
 */
export function followPrimary({ locate, serverUrl }: Followed, options: ClientOptions): Redis {
  const { name, onError } = options;
  // The consumers of all partitions wait for it at once.
  const events = new EventEmitter().setMaxListeners(Infinity);
  // Never connected: its commands fail as those of a closed client do.
  const nowhere = makeClient('redis://127.0.0.1', { name, onError });
  let present = nowhere;
  let methods = new Map<PropertyKey, unknown>();
  let following: AbortController | undefined;

  /** Keeps one connection until it ends. Answers whether it was ever ready. */
  async function hold(address: Address, how: ClientOptions, stopping: AbortSignal): Promise<boolean> {
    let wasReady = false;
    if (stopping.aborted) return wasReady;
    await new Promise<void>((ended) => {
      const client = makeClient(serverUrl(address), how, ended);
      present = client;
      methods = new Map();
      client.on('ready', () => {
        wasReady = true;
        events.emit('ready');
      });
      client.on('invalidate', (key) => events.emit('invalidate', key));
      client.on('end', ended);
      stopping.addEventListener('abort', () => client.destroy(), { once: true });
      connectInBackground(client);
    });
    present.destroy();
    return wasReady;
  }

  async function follow({ where, renewal }: Locator, closing: AbortSignal): Promise<void> {
    const how = renewal === undefined ? options : { ...options, renewal };
    for (let retries = 0; !closing.aborted; retries++) {
      const moved = new AbortController();
      const stopping = AbortSignal.any([closing, moved.signal]);
      const forget = where.onMoved(() => moved.abort());
      try {
        if (await hold(await where.find(closing), how, stopping)) retries = 0;
        events.emit('reconnecting');
        await after(reconnectDelayMs(retries), undefined, { signal: stopping });
      } catch {
        // Moved, or closed: the loop goes on at once, or ends.
      } finally {
        forget();
      }
    }
  }

  const own = {
    async connect(): Promise<Redis> {
      if (following !== undefined) throw new Error('it is open already');
      const closing = (following = new AbortController());
      const locator = locate();
      closing.signal.addEventListener('abort', () => locator.release(), { once: true });
      void follow(locator, closing.signal);
      await once(events, 'ready', { signal: closing.signal });
      return client;
    },
    destroy() {
      following?.abort();
      following = undefined;
      events.emit('end');
    },
    on: events.on.bind(events),
    once: events.once.bind(events),
    off: events.off.bind(events),
  };
  const isOwn = (property: PropertyKey): property is keyof typeof own => Object.hasOwn(own, property);
  const client = new Proxy(nowhere, {
    get(_, property): unknown {
      if (property === 'isOpen') return following !== undefined;
      if (isOwn(property)) return own[property];
      const method = methods.get(property);
      if (method !== undefined) return method;
      const value: unknown = Reflect.get(present, property, present);
      if (typeof value !== 'function') return value;
      const bound: unknown = value.bind(present);
      methods.set(property, bound);
      return bound;
    },
  });
  return client;
}
