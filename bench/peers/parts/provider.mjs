// The payment provider, as every peer asks it: over HTTP, on connections that are kept. It takes an order's charge once and gives
// it back once, however often it is asked; so whoever gets no answer asks again.
import { Pool } from 'undici';

/** As many as Stockade's client has. */
const CONNECTIONS = 128;
const TIMEOUT_MS = 2_000;
const CURRENCY = 'USD';
const PAYMENT_METHOD = 'pm_card_visa';

export function makeProvider() {
  const bounds = { connect: { timeout: TIMEOUT_MS }, headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS };
  const pool = new Pool(process.env['PROVIDER_URL'] ?? '', { connections: CONNECTIONS, ...bounds });

  /**
   * @param {string} path
   * @param {Record<string, string>} headers
   * @param {object} body
   */
  async function post(path, headers, body) {
    const answer = await pool.request({
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    const text = await answer.body.text();
    if (answer.statusCode !== 200) throw new Error(`the provider answered ${answer.statusCode}: ${text}`);
  }

  return {
    /**
     * Charges an order, once. Rejects when no answer came: it may be charged, and can be asked again.
     * @param {string} orderId
     * @param {number} amount minor units
     */
    charge(orderId, amount) {
      const body = { order_id: orderId, amount, currency: CURRENCY, payment_method: PAYMENT_METHOD };
      return post('/charges', { 'idempotency-key': orderId }, body);
    },
    /**
     * Gives back all that was charged for an order, once, and bars a later charge.
     * @param {string} orderId
     */
    refund: (orderId) => post('/refunds', {}, { order_id: orderId }),
    close: () => pool.destroy(),
  };
}
