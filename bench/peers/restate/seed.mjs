import { readFileSync } from 'node:fs';
import { connectTo, STOCK } from './shop.mjs';

const AT_ONCE = 50;
const OK = 200;

const ingress = connectTo('RESTATE_INGRESS');
const products = Object.entries(JSON.parse(readFileSync(process.env['PRODUCTS_FILE'] ?? '', 'utf8')));
const rest = products.values();
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (const [productId, pieces] of rest) {
      const { status, text } = await ingress.post(`/restate/call/${STOCK}/${productId}/add`, pieces);
      if (status !== OK) throw new Error(`the stock of ${productId} is not set, ${status}: ${text}`);
    }
  }),
);
await ingress.close();
