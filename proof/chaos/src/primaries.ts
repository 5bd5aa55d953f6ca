import type { Keys } from '@stockade/contracts';
import {
  connectOnce,
  insist,
  PRIMARY_NAME,
  type RedisCluster,
  type RedisServer,
  type ReplicatedRedis,
} from '@stockade/local';
import type { Stage } from '@stockade/stage';

/** A server that some keys are on, until another takes over. */
export interface Primary {
  server: RedisServer;
  hasBeenReplaced(): Promise<boolean>;
  /** Whoever has its keys now. */
  successor(): Promise<RedisServer>;
  /** Those that could take over. */
  replicas(): Promise<RedisServer[]>;
  /** Has a replica take over, as an operator does who maintains its machine; false when that is refused now. */
  moveAway(): Promise<boolean>;
}

/** The primaries of a Redis that may be lost, whatever puts others in their place. */
export interface Primaries {
  /** One of them. @param dice below 1 */
  pick(dice: number): Promise<Primary>;
  /** Puts an empty server in the place of a lost one. */
  replace(lost: RedisServer): Promise<void>;
  /** Resolves when each of them has as many replicas as before. */
  untilReplicated(): Promise<void>;
}

/** Throws when nobody would take over. */
export function primariesOf({ group, cluster }: Pick<Stage, 'group' | 'cluster'>, keys: Keys): Primaries {
  if (group !== undefined) return ofGroup(group);
  if (cluster !== undefined) return ofCluster(cluster, keys);
  throw new Error('this Redis has no replicas; they come with --ha and --cluster');
}

function ofGroup(group: ReplicatedRedis): Primaries {
  return {
    replace: group.replace,
    untilReplicated: group.untilReplicated,
    async pick() {
      const server = await group.primary();
      return {
        server,
        hasBeenReplaced: async () => (await group.primary()) !== server,
        successor: group.primary,
        replicas: async () => group.servers.filter((other) => other !== server),
        async moveAway() {
          const sentinel = await connectOnce(`redis://127.0.0.1:${group.sentinelPorts[0]}`);
          const moved = sentinel.sendCommand(['SENTINEL', 'FAILOVER', PRIMARY_NAME]).then(
            () => true,
            () => false,
          );
          return moved.finally(() => sentinel.destroy());
        },
      };
    },
  };
}

function ofCluster(cluster: RedisCluster, keys: Keys): Primaries {
  return {
    replace: cluster.replace,
    untilReplicated: cluster.untilReplicated,
    async pick(dice) {
      // The catalogue's is one of them.
      const names = [...keys.partitions.map(({ orders }) => orders), keys.products];
      const key = names[Math.floor(dice * names.length)] ?? keys.products;
      const server = await insist(() => cluster.primaryOf(key));
      return {
        server,
        hasBeenReplaced: async () => (await cluster.primaryOf(key)) !== server,
        successor: () => cluster.primaryOf(key),
        replicas: () => cluster.replicasOf(server),
        moveAway: () => cluster.failOver(server),
      };
    },
  };
}
