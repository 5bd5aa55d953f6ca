// https://docs.restate.dev/services/introspection
import { AVAILABLE, connectTo, DECISION, ORDER, STOCK } from './shop.mjs';

const STATE = `SELECT service_name, service_key, key, value_utf8 FROM state WHERE service_name IN ('${ORDER}', '${STOCK}')`;
const ORDERS = `SELECT target_service_key AS id, completed_at FROM sys_invocation WHERE target_service_name = '${ORDER}' AND target_handler_name = 'run'`;

const admin = connectTo('RESTATE_ADMIN');

/** @param {string} query @returns {Promise<Record<string, string>[]>} */
async function ask(query) {
  const { status, text } = await admin.post('/query', { query });
  if (status !== 200) throw new Error(`the admin API answered ${status}: ${text}`);
  return JSON.parse(text).rows;
}
/** @param {object} line */
const tell = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

// An order is decided when the server has its outcome. One that is decided between the two queries is told as open.
const decisions = new Map((await ask(ORDERS)).map(({ id, completed_at }) => [id, completed_at]));
/** @type {Map<string, { status: string, items: { product_id: string, quantity: number }[] }>} */
const outcomes = new Map();
for (const { service_key: id, key, value_utf8: value } of await ask(STATE)) {
  if (key === AVAILABLE) tell({ stock: { product_id: id, available: Number(value) } });
  else if (key === DECISION) outcomes.set(id, JSON.parse(value));
}
for (const [id, at] of decisions) {
  const { status, items } = outcomes.get(id) ?? { status: 'placed', items: [{ product_id: '', quantity: 0 }] };
  const [{ product_id, quantity }] = items;
  const isDecided = at !== undefined && status !== 'placed';
  const decidedAt = isDecided ? Date.parse(at) : null;
  tell({ order: { id, status: isDecided ? status : 'placed', product_id, quantity, decided_at: decidedAt } });
}
await admin.close();
