import { dataOf, type User } from '@stockade/client';
import { clients, tokens } from '../api/clients.js';
import { makeCell } from '../parts/cell.js';
import { lookForSession } from './tokens.js';

/** `unknown`: not asked yet, or nobody answers. `ended`: there was one in this tab; `byUser`: by a logout. */
export type Session = { is: 'unknown' } | { is: 'none'; ended: boolean; byUser: boolean } | { is: 'open'; user: User };

export const session = makeCell<Session>({ is: 'unknown' });
/** Whether the connection to the gateway is safe from listeners. */
export const encrypted = makeCell(true);

const TRY_AGAIN_MS = 2_000;

// Logins and logouts of all tabs.
tokens.current.subscribe(() => {
  const known = session.get();
  if (tokens.current.get() === null)
    session.set({ is: 'none', ended: known.is === 'open', byUser: tokens.isLoggedOut() });
  else if (known.is !== 'open') void readUser();
});

/** Finds out whether this browser has a session, however long it takes until somebody answers. */
export async function startSession(): Promise<void> {
  try {
    const found = await lookForSession();
    encrypted.set(found.encrypted);
    // What the browser has may have ended long ago.
    const token = found.open ? await tokens.renew(null) : null;
    if (token === null) session.set({ is: 'none', ended: false, byUser: false });
  } catch {
    setTimeout(() => void startSession(), TRY_AGAIN_MS);
  }
}

/** Resolves with whoever is logged in, or with null, once that is known. */
export function whoIsHere(): Promise<User | null> {
  return new Promise((resolve) => {
    const tell = () => {
      const now = session.get();
      if (now.is === 'unknown') return;
      end();
      resolve(now.is === 'open' ? now.user : null);
    };
    const end = session.subscribe(tell);
    tell();
  });
}

/** Calls back when somebody has logged in, as again after a session has ended. Returns the end of it. */
export function onLogin(listener: () => void): () => void {
  let was = session.get().is;
  return session.subscribe(() => {
    const { is } = session.get();
    if (is === 'open' && was !== 'open') listener();
    was = is;
  });
}

async function readUser(): Promise<void> {
  try {
    const user = await dataOf(clients.store.GET('/users/me'));
    if (tokens.current.get() !== null) session.set({ is: 'open', user });
  } catch {
    if (tokens.current.get() !== null) setTimeout(() => void readUser(), TRY_AGAIN_MS);
  }
}

/** Logs in. Throws an ApiProblem. */
export async function login(email: string, password: string): Promise<void> {
  await tokens.login(email, password);
  await opened();
}

/** Makes an account and logs in to it. Throws an ApiProblem. */
export async function register(account: { email: string; name?: string; password: string }): Promise<void> {
  await dataOf(clients.store.POST('/users/register', { body: account }));
  await login(account.email, account.password);
}

export const logout = (): Promise<void> => tokens.logout();

/** Resolves once the user is known. */
function opened(): Promise<void> {
  return new Promise((resolve) => {
    if (session.get().is === 'open') return resolve();
    const end = session.subscribe(() => {
      if (session.get().is !== 'open') return;
      end();
      resolve();
    });
  });
}
