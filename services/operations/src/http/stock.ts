import { productStockSchema, sentIdSchema, stockHistorySchema, type ProductStock } from '@stockade/contracts';
import { defineRoute, notFound, type Route } from '@stockade/http';
import type { StockHistory } from '../stock-history/stock-history.js';

const tag = 'Operations';
const access = 'admin';
const params = { product_id: { names: 'product', schema: sentIdSchema } };

interface Dependencies {
  readStock: (productId: string) => Promise<ProductStock | null>;
  stockHistory: Pick<StockHistory, 'read'>;
}

/** The routes that tell where the pieces of a product are, and how many they were of late. */
export function makeStockRoutes({ readStock, stockHistory }: Dependencies): Route[] {
  const stock = defineRoute({
    method: 'get',
    path: '/ops/stock/:product_id',
    summary: 'Get where the pieces of a product are',
    description: 'Available, reserved and received, at each place, and what is on its way between two.',
    tag,
    access,
    params,
    answers: { 200: { description: 'The pieces of the product', body: productStockSchema } },
  }).handledBy(async ({ params: { product_id } }) => {
    const found = await readStock(product_id);
    if (found === null) throw notFound(`No product ${product_id}`);
    return { status: 200, body: found };
  });

  const ofLate = defineRoute({
    method: 'get',
    path: '/ops/stock/:product_id/history',
    summary: 'Read how the stock of a product was of late',
    description:
      'Available, reserved and received of all places together. The newest products are looked at once a minute, and a point is kept ' +
      'of each whose pieces have changed; of a shop with more products, the others have no points.',
    tag,
    access,
    params,
    answers: { 200: { description: 'The points at which the pieces changed', body: stockHistorySchema } },
  }).handledBy(async ({ params: { product_id } }) => {
    const found = await stockHistory.read(product_id);
    if (found === null) throw notFound(`No product ${product_id}`);
    return { status: 200, body: found };
  });

  return [stock, ofLate];
}
