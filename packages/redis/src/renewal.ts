import { reconnectDelayMs } from './backoff.js';
import { isElsewhere, messageOf } from './errors.js';

/** After so long without a renewal the next one comes without delay again. */
const CALM_MS = 10_000;
const REPLICA = 'it is a replica now';

/** What any client has. */
interface Connection {
  readonly isReady: boolean;
  on(event: 'ready' | 'end', listener: () => void): unknown;
  readonly sendCommand: (...args: never[]) => Promise<unknown>;
  info(section: string): Promise<string>;
  destroy(): void;
}

/**
 * The connections of a service, which are made anew together when one of them hears that the primary is elsewhere. A
 * failover of a managed Redis moves its name, and the old primary may live on as a replica without closing a connection:
 * a client that stays hears READONLY for ever, and one that only reads hears nothing at all.
 */
export interface Renewal {
  /**
   * The connection listens to the replies of its commands, asks when it is ready whether this is a replica, and is opened
   * again by `reopen` with the others, which looks the name up afresh.
   */
  join(connection: Connection, reopen: () => void): void;
}

/**
 * One renewal at a time, each after a delay that grows as that of reconnecting: the name may lead to the old primary for a
 * while. `onRenew` is told the reason of each. What is under way on the connections then fails as unavailable.
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
      // One that is connecting looks the name up itself.
      if (!connection.isReady) continue;
      connection.destroy();
      reopen();
    }
  }

  async function askRole(connection: Connection): Promise<void> {
    // Who may not ask, or is cut off, learns it from the first write.
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
 * The client has no event for an error reply, and its tracing costs a record of each command. All commands but those inside
 * MULTI go through `sendCommand` of the object that runs them, from which the one that we are given only inherits.
 */
function listenToReplies(connection: Connection, onError: (error: unknown) => void): void {
  const runner: unknown = Object.getPrototypeOf(connection);
  if (typeof runner !== 'object' || runner === null) throw new Error('this Redis client runs its commands otherwise');
  const send = connection.sendCommand;
  Object.defineProperty(runner, 'sendCommand', {
    value(this: unknown, ...args: never[]): Promise<unknown> {
      const reply: Promise<unknown> = Reflect.apply(send, this, args);
      reply.catch(onError);
      return reply;
    },
  });
}
