// @ts-check

const order = { id: '{{order_id}}' };

/** Asks what an order costs, places orders and sees each to its end. @type {import('./journey.mjs').Chapter} */
export const ORDERS = {
  name: 'Store: orders',
  service: 'store',
  steps: [
    {
      route: 'GET /about',
      holds: [`body.service === 'store'`, 'body.payment_methods.length === 5'],
    },
    {
      route: 'POST /orders/quote',
      body: { items: [{ product_id: '{{product_id}}', quantity: 2 }] },
      saves: { quoted_total: 'total' },
      holds: ['body.subtotal === 55 && body.total === body.subtotal + body.fee'],
    },
    {
      route: 'POST /orders',
      name: 'Place an order that does not cost what is expected',
      as: 'customer',
      body: { items: [{ product_id: '{{product_id}}', quantity: 2 }], expected_total: 0.01 },
      status: 409,
      holds: [
        `body.type === 'urn:stockade:problem:price-changed'`,
        `body.quote.total === pm.variables.get('quoted_total')`,
      ],
    },
    {
      route: 'POST /orders',
      as: 'customer',
      before: [`pm.collectionVariables.set('idempotency_key', 'basket-' + Date.now());`],
      headers: { 'idempotency-key': '{{idempotency_key}}' },
      body: {
        items: [{ product_id: '{{product_id}}', quantity: 2 }],
        shipping_address: '1 Palisade Way, Ferncastle',
      },
      saves: { order_id: 'order_id' },
      holds: [`body.status === 'pending'`, 'body.subtotal === 55 && body.total === body.subtotal + body.fee'],
    },
    {
      route: 'POST /orders',
      name: 'Place the same order again, with the same Idempotency-Key',
      as: 'customer',
      headers: { 'idempotency-key': '{{idempotency_key}}' },
      body: {
        items: [{ product_id: '{{product_id}}', quantity: 2 }],
        shipping_address: '1 Palisade Way, Ferncastle',
      },
      holds: [
        `body.order_id === pm.variables.get('order_id')`,
        `pm.response.headers.get('idempotency-replayed') === 'true'`,
      ],
    },
    {
      route: 'POST /orders',
      name: 'Place another order with the same Idempotency-Key',
      as: 'customer',
      headers: { 'idempotency-key': '{{idempotency_key}}' },
      body: { product_id: '{{product_id}}', quantity: 1 },
      status: 422,
    },
    {
      route: 'GET /orders/{id}',
      name: 'Wait until the order is completed',
      as: 'customer',
      params: order,
      until: `body.status === 'completed'`,
      holds: [`body.timeline.map(({ status }) => status).join() === 'pending,completed'`],
    },
    {
      route: 'GET /payments/{order_id}',
      as: 'customer',
      params: { order_id: '{{order_id}}' },
      holds: [`body.outcome === 'approved' && body.kept === pm.variables.get('quoted_total')`],
    },
    {
      route: 'POST /orders/{id}/cancel',
      name: 'Cancel an order that is completed',
      as: 'customer',
      params: order,
      status: 409,
    },
    { route: 'GET /orders', as: 'customer', holds: ['body.items.length === 1'] },
    {
      route: 'GET /orders',
      name: 'Find an order as an admin, by its id',
      as: 'admin',
      query: { q: '{{order_id}}' },
      holds: [`body.items[0].order_id === pm.variables.get('order_id')`],
    },
    {
      route: 'POST /orders',
      name: 'Place an order whose payment hangs',
      as: 'customer',
      body: { product_id: '{{product_id}}', quantity: 1, payment_method: 'pm_card_timeout' },
      saves: { hanging_order_id: 'order_id' },
    },
    {
      route: 'POST /orders/{id}/cancel',
      as: 'customer',
      params: { id: '{{hanging_order_id}}' },
      holds: [`body.status === 'cancelled'`],
    },
    {
      route: 'POST /orders/{id}/cancel',
      name: 'Cancel it again, as after a lost answer',
      as: 'customer',
      params: { id: '{{hanging_order_id}}' },
      holds: [`body.status === 'cancelled'`],
    },
    {
      route: 'POST /orders',
      name: 'Place an order of more than there is',
      as: 'customer',
      body: { product_id: '{{product_id}}', quantity: 6 },
      saves: { refunded_order_id: 'order_id', refunded_total: 'total' },
    },
    {
      route: 'GET /orders/{id}',
      name: 'Wait until the order is refunded',
      as: 'customer',
      params: { id: '{{refunded_order_id}}' },
      until: `body.status === 'refunded'`,
      holds: [`body.timeline.map(({ status }) => status).join() === 'pending,completed,refunded'`],
    },
  ],
};
