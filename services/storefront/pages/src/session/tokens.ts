import { noAnswer, problemOf, trusted } from '@stockade/client';
import { makeCell, type Cell } from '../parts/cell.js';
import { openChannel } from '../parts/channel.js';
import { exclusively } from '../parts/exclusively.js';

const MS_PER_S = 1_000;
/** So long before its end an access token is renewed. */
const RENEW_BEFORE_END_MS = 60_000;
/** The soonest next renewal, for a server whose tokens last hardly longer than that. */
const RENEWAL_MIN_MS = 5_000;

interface Tokens {
  access_token: string;
  expires_in: number;
}

/** What the tabs of a browser tell one another. */
type Word = { is: 'renewed'; token: string; endsAtMs: number } | { is: 'ended'; byUser: boolean };

export interface AccessTokens {
  /** The access token, or null when there is no session. It is kept in memory alone. */
  current: Pick<Cell<string | null>, 'get' | 'subscribe'>;
  /** Starts a session with email and password. Throws an ApiProblem. */
  login(email: string, password: string): Promise<void>;
  /**
   * A newer token than `used`: another tab may have fetched it meanwhile. Null when the session has ended. Throws an
   * ApiProblem when that cannot be said now.
   */
  renew(used: string | null): Promise<string | null>;
  /** Ends the session in all tabs. */
  logout(): Promise<void>;
  /** Whether the last session was ended by its user, here or in another tab. */
  isLoggedOut(): boolean;
}

/**
 * The access token of this browser's session. Its refresh token is in a cookie that no script can read, and works once:
 * so one tab at a time renews, and tells the others.
 */
export function makeAccessTokens(): AccessTokens {
  const current = makeCell<string | null>(null);
  let isLoggedOut = false;
  let renewal: ReturnType<typeof setTimeout> | undefined;
  const channel = openChannel('stockade-session');

  function keep(next: string | null, endsAtMs = 0): void {
    clearTimeout(renewal);
    current.set(next);
    if (next !== null) {
      const inMs = Math.max(RENEWAL_MIN_MS, endsAtMs - Date.now() - RENEW_BEFORE_END_MS);
      renewal = setTimeout(() => void renew(next).catch(() => 'the next request tries again'), inMs);
    }
  }

  function take({ access_token, expires_in }: Tokens): string {
    const endsAtMs = Date.now() + expires_in * MS_PER_S;
    keep(access_token, endsAtMs);
    channel.postMessage({ is: 'renewed', token: access_token, endsAtMs } satisfies Word);
    return access_token;
  }

  function end(byUser: boolean): null {
    isLoggedOut = byUser;
    keep(null);
    channel.postMessage({ is: 'ended', byUser } satisfies Word);
    return null;
  }

  function renew(used: string | null): Promise<string | null> {
    return exclusively('stockade-session', async () => {
      if (current.get() !== used) return current.get();
      const response = await ask('/session/refresh', { method: 'POST' });
      return response.status === 204 ? end(false) : take(trusted(await response.text()));
    });
  }

  channel.addEventListener('message', ({ data }: MessageEvent<Word>) => {
    if (data.is === 'renewed') keep(data.token, data.endsAtMs);
    else {
      isLoggedOut = data.byUser;
      keep(null);
    }
  });

  return {
    current,
    renew,
    isLoggedOut: () => isLoggedOut,
    async login(email, password) {
      const body = JSON.stringify({ email, password });
      const headers = { 'content-type': 'application/json' };
      const response = await ask('/session', { method: 'POST', headers, body });
      take(trusted(await response.text()));
    },
    async logout() {
      await exclusively('stockade-session', async () => {
        await ask('/session', { method: 'DELETE' });
        end(true);
      });
    },
  };
}

/** Asks the gateway. Throws an ApiProblem. */
async function ask(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(path, init).catch((cause: unknown) => {
    throw noAnswer(cause);
  });
  if (response.ok) return response;
  throw problemOf(response, await response.json().catch(() => null));
}

/** Whether this browser has a session to go on with, and whether its connection is safe from listeners. */
export async function lookForSession(): Promise<{ open: boolean; encrypted: boolean }> {
  const response = await ask('/session', { method: 'GET' });
  return trusted(await response.text());
}
