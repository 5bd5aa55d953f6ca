import { productStockSchema, sentIdSchema, type ProductStock } from '@stockade/contracts';
import { defineRoute, notFound, type Route } from '@stockade/http';

interface Dependencies {
  readStock: (productId: string) => Promise<ProductStock | null>;
}

/** The route that tells where the pieces of a product are. */
export function makeStockRoutes({ readStock }: Dependencies): Route[] {
  const stock = defineRoute({
    method: 'get',
    path: '/ops/stock/:product_id',
    summary: 'Get where the pieces of a product are',
    description: 'Available, reserved and received, at each place, and what is on its way between two.',
    tag: 'Operations',
    access: 'admin',
    params: { product_id: { names: 'product', schema: sentIdSchema } },
    answers: { 200: { description: 'The pieces of the product', body: productStockSchema } },
  }).handledBy(async ({ params: { product_id } }) => {
    const found = await readStock(product_id);
    if (found === null) throw notFound(`No product ${product_id}`);
    return { status: 200, body: found };
  });

  return [stock];
}
