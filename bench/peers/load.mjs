// @ts-check
// Clients: they send orders and ask again, with the same key, until they have an answer.
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import { z } from 'zod';

const CONNECTIONS = 50;
/** Of an open loop: more than ever wait at the rates that are asked of a system. */
const OPEN_CONNECTIONS = 256;
const REPEAT_PAUSE_MS = 20;
/** For all tries of one order. */
const PATIENCE_MS = 120_000;
const ANSWER_TIMEOUT_MS = 10_000;
const CREATED = 201;
const MS_PER_S = 1_000;

/**
 * How a system wants an order to be sent.
 * @typedef {(wish: import('./orders.mjs').Wish, number: number) => { headers: Record<string, string>, body: string }} Dress
 *
 * @typedef {object} Target
 * @property {string} url
 * @property {Dress} dress
 *
 * What came of a wish. Times are ms since 1970; an open loop counts from when the order should have been sent.
 * @typedef {import('./referee.mjs').Asked & { sentAt: number, answeredAt: number, repeats: number }} Answer
 */

const answerSchema = z.object({ order_id: z.string() });

/** Milliseconds since 1970, with fractions. */
export const now = () => performance.timeOrigin + performance.now();

/**
 * Each connection sends the next order as soon as its last one is answered.
 * @param {Target} target
 * @param {readonly import('./orders.mjs').Wish[]} wishes
 * @param {{ connections?: number, onAnswer?: (answered: number) => void }} [options]
 * @returns {Promise<Answer[]>}
 */
export async function closedLoop(target, wishes, { connections = CONNECTIONS, onAnswer = () => {} } = {}) {
  const client = makeClient(target, connections);
  /** @type {Answer[]} */
  const answers = [];
  let next = 0;
  const shop = async () => {
    for (;;) {
      const number = next++;
      const wish = wishes[number];
      if (wish === undefined) return;
      answers.push(await client.order(wish, number, now()));
      onAnswer(answers.length);
    }
  };
  await Promise.all(Array.from({ length: connections }, shop));
  await client.close();
  return answers;
}

/**
 * Sends orders at a steady rate, whatever becomes of those before.
 * @param {Target} target
 * @param {readonly import('./orders.mjs').Wish[]} wishes
 * @param {number} rate orders a second
 * @returns {Promise<Answer[]>}
 */
export async function openLoop(target, wishes, rate) {
  const client = makeClient(target, OPEN_CONNECTIONS);
  const startedAt = now();
  const dueAt = (/** @type {number} */ number) => startedAt + (number / rate) * MS_PER_S;
  /** @type {Promise<Answer>[]} */
  const answers = [];
  for (const [number, wish] of wishes.entries()) {
    while (now() < dueAt(number)) await pause(1);
    answers.push(client.order(wish, number, dueAt(number)));
  }
  const all = await Promise.all(answers);
  await client.close();
  return all;
}

/** @param {Target} target @param {number} connections */
function makeClient({ url, dress }, connections) {
  const timeouts = { headersTimeout: ANSWER_TIMEOUT_MS, bodyTimeout: ANSWER_TIMEOUT_MS };
  const pool = new Pool(url, { connections, ...timeouts });

  /** @param {{ headers: Record<string, string>, body: string }} request @returns {Promise<string | undefined>} */
  async function send({ headers, body }) {
    const answer = await pool.request({
      method: 'POST',
      path: '/orders',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    const text = await answer.body.text();
    return answer.statusCode === CREATED ? answerSchema.parse(JSON.parse(text)).order_id : undefined;
  }

  return {
    /**
     * @param {import('./orders.mjs').Wish} wish
     * @param {number} number
     * @param {number} sentAt
     * @returns {Promise<Answer>}
     */
    async order(wish, number, sentAt) {
      const request = dress(wish, number);
      for (let repeats = 0; ; repeats++) {
        const orderId = await send(request).catch(() => undefined);
        const answeredAt = now();
        if (orderId !== undefined || answeredAt - sentAt > PATIENCE_MS)
          return { ...wish, orderId, sentAt, answeredAt, repeats };
        await pause(REPEAT_PAUSE_MS);
      }
    },
    close: () => pool.destroy(),
  };
}
