// @ts-check
// Judges what became of the orders of a run, whatever system took them: from what clients were answered, the system's books, and
// the book of the payment provider, which no system writes itself.

/** Minor units, for a piece of every product. */
export const PRICE = 1_290;

/**
 * An order as the client knows it; without an id when no answer came.
 * @typedef {import('./orders.mjs').Wish & { orderId: string | undefined }} Asked
 *
 * An order as the system has it; `decided_at` is null until it is.
 * @typedef {{ id: string, status: string, product_id: string, quantity: number, decided_at: number | null }} BookedOrder
 *
 * @typedef {{ orders: BookedOrder[], stock: Record<string, number> }} Books
 *
 * What the provider has about an order, minor units.
 * @typedef {{ charges: number[], refunds: number }} Payment
 *
 * @typedef {object} Evidence
 * @property {readonly Asked[]} asked
 * @property {Readonly<Record<string, number>>} stock what each product had at first
 * @property {Books} books
 * @property {ReadonlyMap<string, Payment>} payments by order
 */

/** What can be wrong, and what it means. */
export const RULES = /** @type {const} */ ([
  ['lost', 'accepted, and not there as it was sent'],
  ['doubled', 'made, charged, refunded or reserved twice'],
  ['oversold', 'more pieces completed than there were'],
  ['stuck', 'neither completed nor refunded'],
  ['money', 'completed and not charged, or refunded and not given back, or charged for no order'],
  ['refused', 'refunded although pieces are left'],
]);

/** @typedef {(typeof RULES)[number][0]} Rule */
/** @typedef {Record<Rule, string[]>} Verdict of each rule the orders and products that break it */

/**
 * @param {Evidence} evidence
 * @returns {Verdict}
 */
export function judge({ asked, stock, books, payments }) {
  /** @type {Verdict} */
  const verdict = { lost: [], doubled: [], oversold: [], stuck: [], money: [], refused: [] };
  const known = new Map(books.orders.map((order) => [order.id, order]));
  judgeAnswers(verdict, asked, books.orders, known);
  judgeStock(verdict, stock, books);
  for (const order of books.orders) judgeMoney(verdict, order, payments.get(order.id));
  for (const id of payments.keys()) if (!known.has(id)) verdict.money.push(`order ${id} is charged and not there`);
  return verdict;
}

/** @param {Verdict} verdict */
export const isClean = (verdict) => Object.values(verdict).every((broken) => broken.length === 0);

/**
 * @param {Verdict} verdict
 * @param {readonly Asked[]} asked
 * @param {readonly BookedOrder[]} orders
 * @param {ReadonlyMap<string, BookedOrder>} known
 */
function judgeAnswers(verdict, asked, orders, known) {
  /** @type {Map<string, string>} */
  const answered = new Map();
  for (const { key, orderId, productId, quantity } of asked) {
    if (orderId === undefined) continue;
    const order = known.get(orderId);
    if (order === undefined) verdict.lost.push(`order ${orderId}`);
    else if (order.product_id !== productId || order.quantity !== quantity)
      verdict.lost.push(`order ${orderId} is of something else`);
    const before = answered.get(orderId);
    if (before !== undefined && before !== key) verdict.lost.push(`order ${orderId} answers two keys`);
    answered.set(orderId, key);
  }
  // A client that got no answer may have an order that nobody knows the id of.
  const unanswered = asked.filter(({ orderId }) => orderId === undefined).length;
  const strangers = orders
    .filter(({ id }) => !answered.has(id))
    .map(({ id }) => `order ${id}, which nobody was told of`);
  if (strangers.length > unanswered) verdict.doubled.push(...strangers.slice(unanswered));
  if (known.size < orders.length) verdict.doubled.push(`${orders.length - known.size} orders are there twice`);
  for (const { id, status } of orders)
    if (status !== 'completed' && status !== 'refunded') verdict.stuck.push(`order ${id} is ${status}`);
}

/**
 * @param {Verdict} verdict
 * @param {Readonly<Record<string, number>>} stock
 * @param {Books} books
 */
function judgeStock(verdict, stock, books) {
  /** @type {Map<string, number>} */
  const completed = new Map();
  /** @type {Map<string, BookedOrder>} */
  const refunded = new Map();
  for (const order of books.orders) {
    if (order.status === 'completed')
      completed.set(order.product_id, (completed.get(order.product_id) ?? 0) + order.quantity);
    if (order.status === 'refunded') refunded.set(order.product_id, order);
  }
  for (const [productId, pieces] of Object.entries(stock)) {
    const [sold, available] = [completed.get(productId) ?? 0, books.stock[productId] ?? Number.NaN];
    const told = `product ${productId}: ${pieces} pieces, ${sold} completed, ${available} left`;
    if (sold > pieces || available < 0) verdict.oversold.push(told);
    else if (available + sold !== pieces) verdict.doubled.push(told);
    const refusal = refunded.get(productId);
    if (refusal !== undefined && available >= refusal.quantity) verdict.refused.push(`order ${refusal.id}; ${told}`);
  }
}

/**
 * @param {Verdict} verdict
 * @param {BookedOrder} order
 * @param {Payment | undefined} payment
 */
function judgeMoney(verdict, { id, status, quantity }, payment = { charges: [], refunds: 0 }) {
  const { charges, refunds } = payment;
  if (charges.length > 1 || refunds > 1)
    verdict.doubled.push(`order ${id}: ${charges.length} charges, ${refunds} refunds`);
  const charged = charges[0] === quantity * PRICE;
  if (status === 'completed' && !(charged && refunds === 0))
    verdict.money.push(`order ${id} is completed, charged ${charges.join(' and ') || 'nothing'}, refunds ${refunds}`);
  if (status === 'refunded' && !(charged && refunds > 0))
    verdict.money.push(`order ${id} is refunded, charged ${charges.join(' and ') || 'nothing'}, refunds ${refunds}`);
}
