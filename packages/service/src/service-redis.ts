import type { Keys } from '@stockade/contracts';
import {
  connectInBackground,
  connectionTroubleOf,
  connectTracked,
  isClusterUrl,
  makeConfirmations,
  makeRedis,
  makeRenewal,
  makeWriteProbe,
  NOT_CONNECTED,
  onLeftOut,
  type Confirmations,
  type Redis,
  type Tracked,
} from '@stockade/redis';
import { makeConnectionLog } from './connection-log.js';
import { makeLeftOutLog } from './left-out-log.js';
import type { Logger } from './logger.js';
import { makeRedisSafety, type RedisSafetyOptions } from './redis-safety.js';

/** Half the time after which a request is answered when Redis is silent; see http/deadline.ts. */
const WRITE_DEADLINE_MS = 400;

export interface ServiceRedisOptions extends Omit<RedisSafetyOptions, 'partitions'> {
  /** Shown in CLIENT LIST. */
  service: string;
  keys: Keys;
}

export interface ServiceRedis {
  /** For all commands of the service. Connected only after the check that this Redis keeps what is written. */
  commands: Redis;
  /** Say what is on enough replicas. */
  confirmations: Confirmations;
  /** Makes another, unconnected client, for blocking reads of a stream. */
  connect: (stream: string) => Redis;
  /** Opens another connection, on which Redis invalidates what was read through it. `close` ends it too. */
  track: () => Tracked;
  /** The connections that `track` has opened. */
  tracked: readonly Tracked[];
  /** Resolves when the service must stop because its Redis loses orders, or has another number of partitions. */
  refused: Promise<Error>;
  /** Why an order cannot or must not be written now, or null. Takes no longer than a request may. */
  trouble(): Promise<string | null>;
  /** What is wrong with some of the primaries of a cluster, when the last call of `trouble` found others well; or null. */
  warning(): string | null;
  /** Closes the command connection and the tracked ones; commands in flight on them fail. */
  close(): void;
}

/** Makes the Redis connections of a service. Returns at once: Redis may be down when the service starts. */
export function makeServiceRedis({
  url,
  service,
  allowUnsafe,
  keys,
  replicasMin,
  logger,
}: ServiceRedisOptions): ServiceRedis {
  onLeftOut(makeLeftOutLog(logger));
  const renewal = makeRenewal((reason) => logger.warn({ reason }, 'looking for the primary of Redis'));
  const log = makeConnectionLog(logger);
  const options = { url, name: service, onError: log.failed, renewal };
  const connect = (stream?: string) => {
    const client = makeRedis({ ...options, ...(stream !== undefined && { primaryOf: stream }) });
    client.on('ready', log.connected);
    return client;
  };
  const commands = connect();
  const confirmations = makeConfirmations({ replicasMin, commands, connect: () => makeRedis(options) });
  const tracked: Tracked[] = [];
  const safety = makeRedisSafety({ url, allowUnsafe, replicasMin, partitions: keys.partitions.length, logger });
  const probes = keys.partitions.map((partition) => partition.probe(service));
  const troublesOfWrites = makeWriteProbe(commands, probes);
  let warning: string | null = null;
  const closing = new AbortController();
  const refused = new Promise<Error>((resolve) => {
    const unfit = judgeCluster(url, keys.partitions.length, replicasMin, logger);
    if (unfit !== null) return resolve(unfit);
    safety.first(makeRedis(options), closing.signal).then(
      (refusal) => {
        if (refusal !== null) resolve(new Error(refusal));
        else if (!closing.signal.aborted) connectInBackground(commands);
      },
      () => {
        // Closed before Redis was up.
      },
    );
  });
  commands.on('ready', () => void safety.again(commands));

  return {
    commands,
    confirmations,
    connect,
    refused,
    tracked,
    track() {
      const connection = connectTracked({ ...options, name: `${service}-tracked` });
      tracked.push(connection);
      return connection;
    },
    warning: () => warning,
    async trouble() {
      const writes = judge(await troublesOfWrites(WRITE_DEADLINE_MS));
      warning = writes.some;
      if (writes.all !== null) return explain(writes.all, log.latest());
      const trouble = await safety.trouble(commands);
      if (trouble !== null) return trouble;
      const confirmed = judge(await confirmations.troubles());
      warning ??= confirmed.some;
      return confirmed.all;
    },
    close() {
      closing.abort();
      confirmations.close();
      for (const connection of tracked) connection.close();
      if (commands.isOpen) commands.destroy();
    },
  };
}

/** Why this shop cannot be on a cluster, or null; a cluster on which it could lose something is told in the log. */
function judgeCluster(url: string, partitions: number, replicasMin: number, logger: Logger): Error | null {
  if (!isClusterUrl(url)) return null;
  if (partitions === 1)
    return new Error(
      'REDIS_URL leads to a cluster, and with PARTITIONS=1 the keys of a script would lie in different slots. Set PARTITIONS to 2 ' +
        'or more at the first start of the shop.',
    );
  if (replicasMin === 0)
    logger.warn(
      'REPLICAS_MIN is 0: a failover of the cluster may forget orders that were answered, and one step of a transfer of stock but ' +
        'not the next, which makes or loses pieces; give each primary a replica and set REPLICAS_MIN=1',
    );
  return null;
}

/** What is wrong with all primaries, or else with some of them, while the others go on. */
function judge(troubles: readonly (string | null)[]): { all: string | null; some: string | null } {
  const found = troubles.filter((trouble) => trouble !== null);
  const first = found[0] ?? null;
  if (found.length === troubles.length) return { all: first, some: null };
  return { all: null, some: first && `${found.length} of ${troubles.length} primaries: ${first}` };
}

/** A connection that cannot be made is told with the reason. */
function explain(trouble: string, latest: Error | null): string {
  const why = trouble === NOT_CONNECTED && latest !== null ? connectionTroubleOf(latest) : null;
  return why === null ? trouble : `${trouble}: ${why}`;
}
