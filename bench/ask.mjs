// @ts-check
// What a benchmark asks of a service apart from the load.
import { z } from 'zod';

/**
 * The header fields of somebody who has logged in.
 * @param {Pick<import('@stockade/local').Stack, 'urls'>} stack
 * @param {{ email: string, password: string }} credentials
 */
export async function logIn({ urls }, credentials) {
  const login = await post(`${urls.store}/users/login`, credentials, {});
  return { authorization: `Bearer ${String(login['access_token'])}` };
}

/**
 * Throws an Error with the answer when that is no success.
 * @param {string} url
 * @param {unknown} body
 * @param {Record<string, string>} headers
 * @returns {Promise<Record<string, unknown>>}
 */
export async function post(url, body, headers) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return z.record(z.string(), z.unknown()).parse(await response.json());
}
