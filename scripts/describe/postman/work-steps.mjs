// @ts-check

const job = { id: '{{job_id}}' };
const audit = { id: '{{audit_id}}' };

/** What an admin asks the operations service to do. @type {readonly import('./journey.mjs').Step[]} */
export const WORK_STEPS = [
  { route: 'GET /ops/dead-letters', as: 'admin', holds: ['body.items.length === 0'] },
  { route: 'GET /ops/dead-letters', name: 'Ask for the dead letters as a customer', as: 'customer', status: 403 },
  { route: 'GET /ops/dead-letters/causes', as: 'admin', holds: ['body.complete'] },
  { route: 'GET /ops/dead-letters/{id}', as: 'admin', params: { id: 'order-completed.1-0' }, status: 404 },
  { route: 'POST /ops/dead-letters/replay', as: 'admin', body: { filter: {} }, saves: { job_id: 'job_id' } },
  { route: 'GET /ops/jobs', as: 'admin', holds: ['body.items.length > 0'] },
  { route: 'GET /ops/jobs/{id}', as: 'admin', params: job, until: `body.state === 'finished'` },
  { route: 'POST /ops/jobs/{id}/resume', as: 'admin', params: job, holds: [`body.state === 'finished'`] },
  { route: 'POST /ops/jobs/{id}/cancel', as: 'admin', params: job, holds: [`body.state === 'finished'`] },
  {
    route: 'POST /ops/dead-letters/purge',
    name: 'Purge with a wrong number',
    as: 'admin',
    body: { filter: {}, expected_count: 7 },
    status: 409,
  },
  { route: 'POST /ops/dead-letters/purge', as: 'admin', body: { filter: {}, expected_count: 0 } },
  { route: 'POST /ops/audits', as: 'admin', body: { grace_ms: 100 }, status: 202, saves: { audit_id: 'audit_id' } },
  { route: 'GET /ops/audits', as: 'admin', holds: ['body.items.length > 0'] },
  { route: 'GET /ops/audits/{id}', as: 'admin', params: audit, until: `body.state === 'finished'` },
  { route: 'GET /ops/audits/{id}/findings', as: 'admin', params: audit },
  { route: 'POST /ops/audits/{id}/cancel', as: 'admin', params: audit, holds: [`body.state === 'finished'`] },
  { route: 'POST /ops/audits/{id}/repair', as: 'admin', params: audit, body: {}, status: 200 },
  {
    route: 'POST /ops/audits/{id}/repair',
    name: 'Repair what was not shown',
    as: 'admin',
    params: audit,
    body: { confirm: 'no token' },
    status: 409,
  },
  {
    route: 'GET /ops/orders/{id}/story',
    as: 'admin',
    params: { id: '{{refunded_order_id}}' },
    holds: ['body.money.is_right', 'body.findings.length === 0'],
  },
  {
    route: 'GET /ops/stock/{product_id}',
    as: 'admin',
    params: { product_id: '{{product_id}}' },
    holds: ['body.exact'],
  },
  {
    route: 'GET /ops/stock/{product_id}/history',
    as: 'admin',
    params: { product_id: '{{product_id}}' },
    holds: ['body.followed'],
  },
];
