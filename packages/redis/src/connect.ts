import { makeClient, type ClientOptions, type Redis } from './client.js';
import { followPrimary } from './follow-primary.js';
import { sentinelPlaceOf } from './redis-url.js';

export interface ConnectOptions extends ClientOptions {
  /** One of the forms of `isRedisUrl`. */
  url: string;
}

/**
 * Makes a client that never gives up and never queues: while Redis is away, a command fails at once with an offline error. It
 * connects again until it is closed: to the address of the URL, or to wherever the sentinels of the URL say that the primary is.
 */
export function makeRedis({ url, ...options }: ConnectOptions): Redis {
  const place = sentinelPlaceOf(url);
  return place === null ? makeClient(url, options) : followPrimary(url, place, options);
}
