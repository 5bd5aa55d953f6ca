// @ts-check

const product = { id: '{{product_id}}' };

/**
 * What an admin does with products, and what everybody sees of them.
 *
 * @type {readonly import('./journey.mjs').Step[]}
 */
export const PRODUCT_STEPS = [
  {
    route: 'POST /products',
    as: 'admin',
    saves: { product_id: 'id' },
  },
  { route: 'POST /products', name: 'Add a product without a login', status: 401 },
  { route: 'POST /products', name: 'Add a product as a customer', as: 'customer', status: 403 },
  { route: 'POST /products', name: 'Add a product without a name', as: 'admin', body: { price: 1 }, status: 400 },
  { route: 'GET /products', holds: [`body.items[0].id === pm.variables.get('product_id')`] },
  {
    route: 'GET /products',
    name: 'Search for the product, the cheapest first',
    query: { search: 'hinge iron', category: 'ironware', sort: 'price', limit: '100' },
    holds: [`body.items.some(({ id }) => id === pm.variables.get('product_id'))`],
  },
  {
    route: 'GET /categories',
    holds: [`body.items.some(({ category, products }) => category === 'Ironware' && products > 0)`],
  },
  { route: 'GET /products/{id}', params: product, holds: ['body.price === 29.99', 'body.stock_quantity === 120'] },
  {
    route: 'PATCH /products/{id}',
    as: 'admin',
    params: product,
    body: { price: 27.5 },
    holds: ['body.price === 27.5', 'body.stock_quantity === 120'],
  },
  {
    route: 'PUT /products/{id}/stock',
    as: 'admin',
    params: product,
    body: { stock_quantity: 240 },
    holds: ['body.stock_quantity === 240'],
  },
  {
    route: 'POST /products/setstock',
    as: 'admin',
    body: { product_id: '{{product_id}}', stock_quantity: 5 },
    holds: ['body.stock_quantity === 5'],
  },
  {
    route: 'POST /products',
    name: 'Add a product that nobody will buy',
    as: 'admin',
    saves: { spare_product_id: 'id' },
  },
  { route: 'DELETE /products/{id}', as: 'admin', params: { id: '{{spare_product_id}}' } },
  {
    route: 'DELETE /products/{id}',
    name: 'Remove it again, as after a lost answer',
    as: 'admin',
    params: { id: '{{spare_product_id}}' },
  },
  {
    route: 'GET /products/{id}',
    name: 'Look at a product that was removed',
    params: { id: '{{spare_product_id}}' },
    status: 404,
  },
];
