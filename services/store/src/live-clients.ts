import { readSession } from '@stockade/auth';
import type { Keys } from '@stockade/contracts';
import { ProblemError, type LiveUpdates, type Principal } from '@stockade/http';
import { makeWatch, type Tracked } from '@stockade/redis';

/** Proxies close a connection that is idle for a minute, some after 30 s. */
const HEARTBEAT_DEFAULT_MS = 15_000;
const RETRY_AFTER_S = 5;

export interface LiveClientsOptions {
  tracked: Tracked;
  keys: Keys;
  /** Called when what is followed cannot be parsed. */
  onError: (error: unknown) => void;
  /** Live updates open at the same time in this process, whatever they follow. */
  followersMax: number;
  /** The same for one user and for one address. */
  followersPerUserMax: number;
  followersPerAddressMax: number;
  heartbeatMs?: number;
}

export interface Viewer extends Principal {
  address: string;
}

export interface LiveClients {
  /**
   * Starts live updates for a client, which last until they are ended, the session ends, the client leaves or the
   * process stops. Null when the client has left already. Throws the problem 429 or 503 when there is no room.
   */
  admit(viewer: Viewer, begin: () => LiveUpdates): LiveUpdates | null;
  /** Ends all live updates, and starts no more. */
  end(): void;
}

/** The clients that have live updates open: who they are, and how many are allowed. */
export function makeLiveClients(options: LiveClientsOptions): LiveClients {
  const { tracked, keys, onError, heartbeatMs = HEARTBEAT_DEFAULT_MS } = options;
  const { followersMax, followersPerUserMax, followersPerAddressMax } = options;
  const readViewersSession = (sessionId: string) => readSession(tracked.redis, keys, sessionId);
  const sessions = makeWatch({ tracked, keyOf: keys.session, read: readViewersSession, onError });
  const open = new Set<LiveUpdates>();
  const ofUser = makeTally();
  const ofAddress = makeTally();
  let isEnding = false;

  function expectRoom({ userId, address }: Viewer): void {
    if (isEnding) throw noRoom(503, 'This process is stopping; try again');
    if (open.size >= followersMax) throw noRoom(503, 'Too many live updates are open here; try again');
    if (ofUser.count(userId) >= followersPerUserMax)
      throw noRoom(429, `You already have ${followersPerUserMax} live updates open, the maximum; close one`);
    if (ofAddress.count(address) >= followersPerAddressMax)
      throw noRoom(
        429,
        `Clients at your address already have ${followersPerAddressMax} live updates open, the maximum; close one`,
      );
  }

  function register(stream: LiveUpdates, { userId, address }: Viewer): void {
    open.add(stream);
    ofUser.add(userId, 1);
    ofAddress.add(address, 1);
    // One timer each: all heartbeats at once would delay everything else in the process.
    const heartbeat = setInterval(() => stream.beat(), heartbeatMs);
    stream.closed.addEventListener('abort', () => {
      clearInterval(heartbeat);
      open.delete(stream);
      ofUser.add(userId, -1);
      ofAddress.add(address, -1);
    });
  }

  return {
    admit(viewer, begin) {
      const { userId, sessionId } = viewer;
      expectRoom(viewer);
      const stream = begin();
      if (stream.closed.aborted) return null;
      register(stream, viewer);
      sessions.follow(sessionId, (session) => session?.user_id === userId || stream.end(), stream.closed);
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
