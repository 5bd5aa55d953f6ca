import { afterEach, beforeEach } from '@jest/globals';
import { startHoldingProxy, usePrivateRedis, waitUntil, type HoldingProxy, type PrivateRedis } from '@stockade/testing';
import {
  connectTracked,
  makeNearCache,
  type ConnectOptions,
  type NearCache,
  type NearCacheOptions,
  type Reading,
  type Tracked,
} from '../src/index.js';

const CONNECTION_NAME = 'tracked';

/** A real Redis, caches in front of it, and a network between them that can be slow. */
export function useCacheRig() {
  const redis = usePrivateRedis();
  const opened: Tracked[] = [];
  const proxies: HoldingProxy[] = [];

  const connections = async () => (await redis.client.clientList()).filter(({ name }) => name === CONNECTION_NAME);

  function track(options: Partial<ConnectOptions> = {}): Tracked {
    const tracked = connectTracked({ url: redis.url, name: CONNECTION_NAME, onError: () => {}, ...options });
    opened.push(tracked);
    return tracked;
  }

  async function untilReady({ redis: connection }: Tracked): Promise<void> {
    await waitUntil(() => connection.isReady, { what: 'the tracked connection to be ready' });
  }

  /** A cache of texts on a connection that is ready. */
  async function makeCache(options: Partial<NearCacheOptions> = {}): Promise<TextCache> {
    const tracked = options.tracked ?? track();
    if (options.tracked === undefined) await untilReady(tracked);
    const cache = makeNearCache<string | null>({ tracked, ...options });
    const text = (key: string): Reading<string | null> => ({
      name: key,
      keys: [key],
      load: () => tracked.redis.get(key),
    });
    return {
      tracked,
      read: (key) => cache.read(text(key)),
      readCurrent: (key) => cache.readCurrent(text(key)),
      readWith: (key, load) => cache.read({ ...text(key), load }),
    };
  }

  beforeEach(() => redis.flush());
  afterEach(async () => {
    for (const tracked of opened.splice(0)) tracked.close();
    await Promise.all(proxies.splice(0).map((proxy) => proxy.close()));
    await bringBack(redis);
    await waitUntil(async () => redis.client.isReady && (await connections()).length === 0, {
      what: 'the connections to be closed',
    });
  });

  return {
    redis,
    track,
    untilReady,
    connections,
    makeCache,
    /** Changes something through another connection; when it resolves, Redis has sent the news to all that watch. */
    async change(command: () => Promise<unknown>): Promise<void> {
      await command();
      // Pushes leave Redis in the same turn of its loop as the reply to the change, and before it reads this.
      await redis.client.ping();
    },
    /** The Redis behind a network of its own. */
    async slowNetwork(): Promise<HoldingProxy & { url: string }> {
      const proxy = await startHoldingProxy(redis.server.port);
      proxies.push(proxy);
      return { ...proxy, url: `redis://127.0.0.1:${proxy.port}` };
    },
    /** How often Redis has run a command since `resetStatistics`. */
    async calls(command: string): Promise<number> {
      const statistics = await redis.client.info('commandstats');
      return Number(new RegExp(`cmdstat_${command}:calls=(\\d+)`).exec(statistics)?.[1] ?? 0);
    },
    resetStatistics: () => redis.client.configResetStat(),
  };
}

/** Whatever a test did to it. */
async function bringBack({ server, client }: PrivateRedis): Promise<void> {
  await server.signal('SIGCONT');
  const isWell = await client.ping().catch(() => null);
  if (isWell !== null) return;
  await server.kill();
  await server.restart();
}

type Read = (key: string) => ReturnType<NearCache<string | null>['read']>;

/** Texts of Redis by their keys. */
export interface TextCache {
  tracked: Tracked;
  read: Read;
  readCurrent: Read;
  /** Reads the same entry, for once with another load. */
  readWith(key: string, load: () => Promise<string | null>): ReturnType<Read>;
}
