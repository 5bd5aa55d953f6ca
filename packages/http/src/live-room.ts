import type { LiveUpdates } from './live-updates.js';
import { ProblemError } from './problems.js';

/** Proxies close a connection that is idle for a minute, some after 30 s. */
const HEARTBEAT_DEFAULT_MS = 15_000;
const RETRY_AFTER_S = 5;

export interface LiveRoomOptions {
  /** Live updates open at the same time in this process. */
  followersMax: number;
  /** The same from one address. */
  followersPerAddressMax: number;
  /** The same for one user; where nobody logs in to follow, there is no such limit. */
  followersPerUserMax?: number | undefined;
  heartbeatMs?: number | undefined;
}

/** A client that follows something live. */
export interface Follower {
  address: string;
  /** Left out when nobody is logged in. */
  userId?: string | undefined;
}

export interface LiveRoom {
  /**
   * Begins live updates for a client and keeps them alive with heartbeats; what it returns may be closed already. Throws
   * the problem 429 or 503, before it begins, when there is no room.
   */
  admit(follower: Follower, begin: () => LiveUpdates): LiveUpdates;
  /** Ends all live updates, and admits no more. */
  end(): void;
}

/** All live updates of a process: how many clients may have them open, and what keeps each of them alive. */
export function makeLiveRoom(options: LiveRoomOptions): LiveRoom {
  const { followersMax, followersPerAddressMax, followersPerUserMax = Infinity } = options;
  const { heartbeatMs = HEARTBEAT_DEFAULT_MS } = options;
  const open = new Set<LiveUpdates>();
  const ofUser = makeTally();
  const ofAddress = makeTally();
  let isEnding = false;

  function expectRoom({ userId, address }: Follower): void {
    if (isEnding) throw noRoom(503, 'This process is stopping; try again');
    if (open.size >= followersMax) throw noRoom(503, 'Too many live updates are open here; try again');
    if (userId !== undefined && ofUser.count(userId) >= followersPerUserMax)
      throw noRoom(429, `You already have ${followersPerUserMax} live updates open, the maximum; close one`);
    if (ofAddress.count(address) >= followersPerAddressMax)
      throw noRoom(
        429,
        `Clients at your address already have ${followersPerAddressMax} live updates open, the maximum; close one`,
      );
  }

  function register(stream: LiveUpdates, { userId, address }: Follower): void {
    function count(change: 1 | -1): void {
      if (userId !== undefined) ofUser.add(userId, change);
      ofAddress.add(address, change);
    }
    open.add(stream);
    count(1);
    // One timer each: all heartbeats at once would delay everything else in the process.
    const heartbeat = setInterval(() => stream.beat(), heartbeatMs);
    stream.closed.addEventListener('abort', () => {
      clearInterval(heartbeat);
      open.delete(stream);
      count(-1);
    });
  }

  return {
    admit(follower, begin) {
      expectRoom(follower);
      const stream = begin();
      if (!stream.closed.aborted) register(stream, follower);
      return stream;
    },
    end() {
      isEnding = true;
      for (const stream of open) stream.end();
    },
  };
}

/** Counts by name; names with a count of 0 take no memory. */
function makeTally() {
  const counts = new Map<string, number>();
  const count = (name: string) => counts.get(name) ?? 0;
  return {
    count,
    add(name: string, change: 1 | -1) {
      const now = count(name) + change;
      if (now > 0) counts.set(name, now);
      else counts.delete(name);
    },
  };
}

const noRoom = (status: 429 | 503, detail: string) =>
  new ProblemError(status, detail, { headers: { 'retry-after': String(RETRY_AFTER_S) } });
