import { DBOSClient } from '@dbos-inc/dbos-sdk';
import { APPLICATION, openShop, WORKFLOW } from './shop.mjs';

/** @param {object} line */
const tell = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

const shop = openShop();
// Before the orders that are decided, so that one which is decided meanwhile is in both and not in neither.
// https://docs.dbos.dev/typescript/reference/client
const client = await DBOSClient.create({
  applicationName: APPLICATION,
  systemDatabaseUrl: process.env['DATABASE_URL'],
});
const workflows = await client.listWorkflows({
  workflowName: WORKFLOW,
  status: ['PENDING', 'ENQUEUED', 'ERROR', 'CANCELLED', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED'],
  loadInput: true,
});
const [orders, stock] = await shop.books();
const decided = new Set(orders.rows.map(({ id }) => id));
for (const { id, status, items, decided_at } of orders.rows) {
  const [{ product_id, quantity }] = items;
  tell({ order: { id, status, product_id, quantity, decided_at } });
}
for (const { workflowID: id, input } of workflows) {
  if (decided.has(id)) continue;
  const [{ product_id, quantity }] = input[0].items;
  tell({ order: { id, status: 'placed', product_id, quantity, decided_at: null } });
}
for (const { product_id, available } of stock.rows) tell({ stock: { product_id, available } });
await client.destroy();
await shop.close();
