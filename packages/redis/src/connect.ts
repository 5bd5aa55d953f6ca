import { makeClient, type ClientOptions, type Redis } from './client.js';
import { shareCluster } from './cluster-watch.js';
import { followPrimary, type Locator } from './follow-primary.js';
import { hashSlotOf } from './hash-slot.js';
import { clusterPlaceOf, sentinelPlaceOf } from './redis-url.js';
import { makeRoutingClient } from './routing.js';
import { shareSentinels } from './sentinel.js';

export interface ConnectOptions extends ClientOptions {
  /** One that `redisUrlProblem` finds nothing wrong with. */
  url: string;
  /**
   * A key: the client is a plain one to the primary that has it, as a blocking read and `WAIT` need it. Not given: with a cluster,
   * each command goes to the primary of its own key. Without a cluster there is one primary, and this changes nothing.
   */
  primaryOf?: string;
}

/**
 * Makes a client that never gives up and never queues: while Redis is away, a command fails at once with an offline error. It
 * connects again until it is closed: to the address of the URL, to wherever the sentinels of the URL say that the primary is, or
 * to the nodes of the cluster of the URL. With a cluster it needs no `renewal`, and does without.
 */
export function makeRedis({ url, primaryOf, ...options }: ConnectOptions): Redis {
  const { name, onError } = options;
  const sentinels = sentinelPlaceOf(url);
  if (sentinels !== null) {
    const locate = (): Locator => {
      const { watch, release } = shareSentinels(url, sentinels, { name, onError });
      return { where: watch, release };
    };
    return followPrimary({ locate, serverUrl: sentinels.serverUrl }, options);
  }
  const cluster = clusterPlaceOf(url);
  if (cluster === null) return makeClient(url, options);
  const share = () => shareCluster(url, cluster, { name, onError });
  if (primaryOf === undefined) return makeRoutingClient({ share, serverUrl: cluster.serverUrl }, options);
  const locate = (): Locator => {
    const { watch, release } = share();
    return { where: watch.whereIs(hashSlotOf(primaryOf)), renewal: watch.renewal, release };
  };
  return followPrimary({ locate, serverUrl: cluster.serverUrl }, options);
}
