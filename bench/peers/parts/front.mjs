// The HTTP front of every peer, so that they differ in nothing else: express 5, a JSON body of at most 64 kB, an order of valid
// products and quantities under a key that is a UUID. Nobody has to log in here.
import express from 'express';

const BODY_MAX = '64kb';
const LINES_MAX = 100;
const QUANTITY_MAX = 10_000;
/** Minor units of the currency, for a piece of every product. */
const PRICE = 1_290;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** After this long what is still open is cut off. */
const STOP_DEADLINE_MS = 5_000;

/**
 * @typedef {{ product_id: string, quantity: number }} Item
 *
 * @typedef {object} Order
 * @property {string} id the key under which it was sent
 * @property {Item[]} items each of another product
 * @property {number} amount minor units
 * @property {number} placed_at ms since 1970
 *
 * @typedef {object} Shop
 * @property {(order: Order) => Promise<void>} accept resolves when the order is on the disk; an error is a 503, and is asked again
 * @property {(id: string) => Promise<'placed' | 'completed' | 'refunded' | undefined>} status undefined for no such order
 * @property {() => Promise<void>} [close] called before the process ends
 */

/**
 * Listens on PORT and says `ready`.
 * @param {Shop} shop
 */
export async function serve({ accept, status, close }) {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(express.json({ limit: BODY_MAX }));

  app.post('/orders', async (req, res) => {
    const id = req.get('idempotency-key') ?? '';
    const items = req.body?.items;
    const wrong = !UUID.test(id) ? 'idempotency-key' : troubleOf(items);
    if (wrong !== undefined) {
      res.status(422).json({ field: wrong });
      return;
    }
    const amount = PRICE * items.reduce((/** @type {number} */ sum, { quantity }) => sum + quantity, 0);
    try {
      await accept({ id, items: oneForEachProduct(items), amount, placed_at: Date.now() });
    } catch (error) {
      refuse(res, error);
      return;
    }
    res.status(201).json({ order_id: id });
  });

  app.get('/orders/:id', async (req, res) => {
    try {
      const found = await status(req.params.id);
      if (found === undefined) res.status(404).json({ field: 'id' });
      else res.json({ order_id: req.params.id, status: found });
    } catch (error) {
      refuse(res, error);
    }
  });

  const server = app.listen(Number(process.env['PORT']), '127.0.0.1', () => console.log('ready'));
  process.once('SIGTERM', () => {
    server.close(() => void Promise.resolve(close?.()).finally(() => process.exit(0)));
    server.closeIdleConnections();
    setTimeout(() => process.exit(0), STOP_DEADLINE_MS).unref();
  });
}

/** @param {unknown} items @returns {string | undefined} the field that is wrong */
function troubleOf(items) {
  if (!Array.isArray(items) || items.length === 0 || items.length > LINES_MAX) return 'items';
  for (const { product_id, quantity } of items) {
    if (typeof product_id !== 'string' || !UUID.test(product_id)) return 'product_id';
    if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > QUANTITY_MAX) return 'quantity';
  }
  return undefined;
}

/** Because who reserves looks at each stock once. @param {Item[]} items @returns {Item[]} */
function oneForEachProduct(items) {
  /** @type {Map<string, number>} */
  const quantities = new Map();
  for (const { product_id, quantity } of items)
    quantities.set(product_id, (quantities.get(product_id) ?? 0) + quantity);
  return [...quantities].map(([product_id, quantity]) => ({ product_id, quantity }));
}

/** @param {import('express').Response} res @param {unknown} error */
function refuse(res, error) {
  res.status(503).json({ detail: error instanceof Error ? error.message : String(error) });
}
