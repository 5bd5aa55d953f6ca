// @ts-check
import { ORDERS } from './order-steps.mjs';
import { PRODUCT_STEPS } from './product-steps.mjs';
import { USER_STEPS } from './user-steps.mjs';
import { WORK_STEPS } from './work-steps.mjs';

/**
 * One request of the collection. What is not said here comes from the description of the route.
 *
 * @typedef {object} Step
 * @property {string} route method and path as described: `GET /orders/{id}`
 * @property {string} [name] default: the summary of the route
 * @property {'customer' | 'admin'} [as] who is logged in; default: nobody
 * @property {Record<string, string>} [params] values of the path; may name variables
 * @property {Record<string, string>} [query] names and values behind the path
 * @property {Record<string, string>} [headers]
 * @property {Record<string, unknown>} [body] default: the first example of the route
 * @property {number} [status] the expected one; default: that of success
 * @property {Record<string, string>} [saves] variables, and the property of the answer that each takes
 * @property {string} [until] a condition on `body`; the request is sent again until it holds
 * @property {readonly string[]} [before] lines of script that run before the request
 * @property {readonly string[]} [holds] conditions on `body`, each a test of its own
 *
 * @typedef {object} Chapter
 * @property {string} name
 * @property {'store' | 'warehouse' | 'refund' | 'operations'} service
 * @property {readonly Step[]} steps
 */

const PASSWORD = 'correct horse battery';
const NEW_PASSWORD = 'battery staple correct';
const refundedOrder = { order_id: '{{refunded_order_id}}' };
const unknownLetter = { id: '1-0' };
const product = { id: '{{product_id}}' };

/** Everything that a client can do, in an order in which each request finds what it needs. @type {readonly Chapter[]} */
export const JOURNEY = [
  {
    name: 'Store: log in',
    service: 'store',
    steps: [
      {
        route: 'POST /users/register',
        before: [`pm.collectionVariables.set('email', 'ann-' + Date.now() + '@example.org');`],
        body: { email: '{{email}}', name: 'Ann', password: PASSWORD },
        holds: [`body.role === 'customer'`],
      },
      {
        route: 'POST /users/register',
        name: 'Make the same account again',
        body: { email: '{{email}}', password: PASSWORD },
        status: 409,
      },
      {
        route: 'POST /users/login',
        body: { email: '{{email}}', password: PASSWORD },
        saves: { customer_token: 'access_token', refresh_token: 'refresh_token' },
      },
      {
        route: 'POST /users/login',
        name: 'Log in with a wrong password',
        body: { email: '{{email}}', password: 'wrong' },
        status: 401,
      },
      {
        route: 'POST /users/refresh',
        body: { refresh_token: '{{refresh_token}}' },
        saves: { customer_token: 'access_token' },
      },
      {
        route: 'POST /users/password',
        as: 'customer',
        body: { current_password: PASSWORD, new_password: NEW_PASSWORD },
      },
      {
        route: 'POST /users/password',
        name: 'Change the password with a wrong one',
        as: 'customer',
        body: { current_password: 'wrong', new_password: 'no password of anybody' },
        status: 403,
      },
      {
        route: 'GET /users/me',
        as: 'customer',
        holds: [`body.email === pm.variables.get('email')`],
        saves: { user_id: 'user_id' },
      },
      {
        route: 'POST /users/login',
        name: 'Log in as admin',
        body: { email: '{{admin_email}}', password: '{{admin_password}}' },
        saves: { admin_token: 'access_token' },
      },
    ],
  },
  {
    name: 'Warehouse: products',
    service: 'warehouse',
    steps: PRODUCT_STEPS,
  },
  ORDERS,
  {
    name: 'Warehouse: what it decided',
    service: 'warehouse',
    steps: [
      {
        route: 'GET /reservations/{order_id}',
        as: 'customer',
        params: { order_id: '{{order_id}}' },
        holds: [`body.outcome === 'reserved'`],
      },
      {
        route: 'GET /reservations/{order_id}',
        name: 'What the warehouse decided about the order that was too large',
        as: 'customer',
        params: refundedOrder,
        holds: [`body.outcome === 'rejected'`, 'body.lines[0].available === 3'],
      },
      {
        route: 'GET /reservations',
        as: 'customer',
        query: { order_ids: '{{order_id}},{{refunded_order_id}}' },
        holds: [`body.items.map(({ outcome }) => outcome).join() === 'reserved,rejected'`],
      },
      {
        route: 'GET /products/{id}',
        name: 'Look at what is left',
        params: product,
        holds: ['body.stock_quantity === 3'],
      },
    ],
  },
  {
    name: 'Refund: money that was given back',
    service: 'refund',
    steps: [
      {
        route: 'GET /refunds/{order_id}',
        as: 'customer',
        params: refundedOrder,
        holds: [`body.amount === pm.variables.get('refunded_total')`],
      },
      { route: 'GET /refunds', as: 'customer', holds: ['body.items.length === 1'] },
      {
        route: 'GET /refunds/{order_id}',
        name: 'Look for a refund of the order that was completed',
        as: 'customer',
        params: { order_id: '{{order_id}}' },
        status: 404,
      },
    ],
  },
  ...['store', 'warehouse', 'refund'].map(operations),
  {
    name: 'Operations: the whole shop',
    service: 'operations',
    steps: [
      { route: 'GET /ops/overview', as: 'admin', holds: ['body.streams.length === 3'] },
      {
        route: 'GET /ops/history',
        as: 'admin',
        query: { series: 'order-placed.rate,redis.latency_ms', step: '1' },
        holds: ['body.series.length === 2'],
      },
      { route: 'GET /ops/marks', as: 'admin', holds: ['Array.isArray(body.items)'] },
      { route: 'GET /ops/streams', as: 'admin', holds: ['body.items.length >= 3'] },
      { route: 'GET /ops/streams/{stream}/pending', as: 'admin', params: { stream: 'order-completed' } },
      { route: 'GET /ops/streams/{stream}/entries', as: 'admin', params: { stream: 'order-completed' } },
      { route: 'GET /ops/streams', name: 'Ask for the streams as a customer', as: 'customer', status: 403 },
      ...WORK_STEPS,
      { route: 'GET /health/live' },
      { route: 'GET /health/ready', holds: [`body.status === 'ready'`] },
      { route: 'GET /metrics', holds: [`body.includes('http_request_duration_seconds')`] },
    ],
  },
  {
    name: 'Store: users, and log out',
    service: 'store',
    steps: [...USER_STEPS, { route: 'POST /users/logout', as: 'customer' }],
  },
];

/** What an admin sees of a service, and probes. @param {any} service @returns {Chapter} */
function operations(service) {
  return {
    name: `${service.slice(0, 1).toUpperCase()}${service.slice(1)}: operations and health`,
    service,
    steps: [
      { route: 'GET /ops/streams', as: 'admin', holds: ['body.items.length === 1'] },
      { route: 'GET /ops/dead-letters', as: 'admin' },
      { route: 'GET /ops/dead-letters/{id}', as: 'admin', params: unknownLetter, status: 404 },
      { route: 'POST /ops/dead-letters/{id}/replay', as: 'admin', params: unknownLetter, status: 404 },
      { route: 'DELETE /ops/dead-letters/{id}', as: 'admin', params: unknownLetter, status: 404 },
      { route: 'GET /health/live' },
      { route: 'GET /health/ready', holds: [`body.status === 'ready'`] },
      { route: 'GET /metrics', holds: [`body.includes('stockade_entries_processed_total')`] },
    ],
  };
}
