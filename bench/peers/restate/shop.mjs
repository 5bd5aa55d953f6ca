// What the processes of this peer share: how they ask the server.
import { Pool } from 'undici';

export const ORDER = 'Order';
export const STOCK = 'Stock';
/** The state of an order once it is decided, and of a product. */
export const DECISION = 'decision';
export const AVAILABLE = 'available';

const CONNECTIONS = 128;
const TIMEOUT_MS = 10_000;

/**
 * Connections to its ingress or its admin API, which are kept.
 * @param {'RESTATE_INGRESS' | 'RESTATE_ADMIN'} variable
 */
export function connectTo(variable) {
  const bounds = { headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS };
  const pool = new Pool(process.env[variable] ?? '', { connections: CONNECTIONS, ...bounds });
  return {
    /** @param {string} path @param {unknown} body @returns {Promise<{ status: number, text: string }>} */
    async post(path, body) {
      const headers = { 'content-type': 'application/json', accept: 'application/json' };
      const answer = await pool.request({ method: 'POST', path, headers, body: JSON.stringify(body) });
      return { status: answer.statusCode, text: await answer.body.text() };
    },
    close: () => pool.close(),
  };
}
