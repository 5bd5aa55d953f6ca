import { reconnectDelayMs } from './backoff.js';
import { isElsewhere, messageOf } from './errors.js';

/** After this long without a renewal, the delay starts from the minimum again. */
const CALM_MS = 10_000;
const REPLICA = 'it is a replica now';

/** The part of a client that is used here. */
interface Connection {
  readonly isReady: boolean;
  on(event: 'ready' | 'end', listener: () => void): unknown;
  readonly sendCommand: (...args: never[]) => Promise<unknown>;
  info(section: string): Promise<string>;
  destroy(): void;
}

/**
 * The connections of a service, which are reopened together when one of them learns that the primary is elsewhere. A
 * failover of a managed Redis moves its host name, and the old primary may live on as a replica without closing a
 * connection: a client that stays gets READONLY for ever, and one that only reads gets no error at all.
 */
export interface Renewal {
  /**
   * Adds a connection. From then on the replies to its commands are watched, and whenever it is ready, its server is
   * asked whether it is a replica. `reopen` opens it again, with a fresh look-up of the name.
   */
  join(connection: Connection, reopen: () => void): void;
}

/**
 * Makes one renewal at a time, each after a delay that grows like that of reconnecting: the name may lead to the old
 * primary for a while. `onRenew` gets the reason of each. Commands in flight on the connections then fail as
 * unavailable.
 */
export function makeRenewal(onRenew: (reason: string) => void): Renewal {
  const members = new Map<Connection, () => void>();
  let pending: NodeJS.Timeout | undefined;
  let renewedAt = -Infinity;
  let renewals = 0;

  function demand(reason: string): void {
    if (pending !== undefined) return;
    renewals = performance.now() - renewedAt > CALM_MS ? 0 : renewals + 1;
    pending = setTimeout(() => renew(reason), reconnectDelayMs(renewals)).unref();
  }

  function renew(reason: string): void {
    pending = undefined;
    renewedAt = performance.now();
    onRenew(reason);
    for (const [connection, reopen] of members) {
      // A connection that is being opened looks up the name anyway.
      if (!connection.isReady) continue;
      connection.destroy();
      reopen();
    }
  }

  async function askRole(connection: Connection): Promise<void> {
    // If INFO is refused or cut off, the first write reveals a replica.
    const replication = await connection.info('replication').catch(() => '');
    if (/^role:slave/m.test(replication)) demand(REPLICA);
  }

  return {
    join(connection, reopen) {
      listenToReplies(connection, (error) => {
        if (isElsewhere(error)) demand(messageOf(error));
      });
      connection.on('ready', () => {
        members.set(connection, reopen);
        void askRole(connection);
      });
      connection.on('end', () => members.delete(connection));
    },
  };
}

/**
 * Calls back with each command of a connection that fails. The client has no event for error replies, and its tracing records
 * every command. All commands except those inside MULTI go through its `sendCommand`.
 * @param connection a duplicate: what createClient gives only inherits from the object that runs the commands
 */
export function listenToReplies(connection: Connection, onError: (error: unknown) => void): void {
  const send = connection.sendCommand;
  Object.defineProperty(connection, 'sendCommand', {
    value(this: unknown, ...args: never[]): Promise<unknown> {
      const reply: Promise<unknown> = Reflect.apply(send, this, args);
      reply.catch(onError);
      return reply;
    },
  });
}
