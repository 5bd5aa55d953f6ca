// @ts-check
import { readFileSync } from 'node:fs';

const PATIENCE_MS = 5_000;

/**
 * Whether the store lets the admin in with the password that it was given: an admin may have chosen another one, and the
 * address may be a customer's. True also when the store does not say.
 *
 * @param {string} store where it is
 * @param {string} email
 * @param {{ password?: string | undefined, file?: string | undefined }} secret the password, or the file that holds it
 */
export async function canLogIn(store, email, { password, file }) {
  const given = password ?? readFileSync(String(file), 'utf8').replace(/\r?\n$/, '');
  try {
    const login = await post(`${store}/users/login`, {}, JSON.stringify({ email, password: given }));
    if (login.status === 401) return false;
    const token = /"access_token":"([^"]+)"/.exec(await login.text())?.[1];
    if (token !== undefined) await post(`${store}/users/logout`, { authorization: `Bearer ${token}` });
  } catch {
    // It has just been ready; whatever this is, it is no wrong password.
  }
  return true;
}

/** @param {string} url @param {Record<string, string>} headers @param {string} [body] */
function post(url, headers, body) {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const typed = { ...headers, 'content-type': 'application/json' };
  return fetch(url, { method: 'POST', headers: typed, signal, ...(body !== undefined && { body }) });
}
