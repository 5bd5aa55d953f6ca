// @ts-check
// How many orders a second go through HTTP until their stock is reserved, as a share of what a bare express app
// answers that only parses and echoes the same body. Both are measured in turn, in one run, on one machine.
// Usage: npm run bench -- http --help
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { freePort, startProcess, startRedisServer, startStack } from '@stockade/local';
import { finished, fire, openShop, untilReserved } from './orders.mjs';

const { values } = parseArgs({ options: { provider: { type: 'boolean', default: false } } });
const ROUNDS = 3;
const ORDERS_PER_ROUND = 20_000;

const dir = await mkdtemp(join(tmpdir(), 'stockade-bench-'));
const redis = await startRedisServer({ dir, appendfsync: 'always' });
const providerLedger = values.provider ? join(dir, 'payment-ledger.jsonl') : undefined;
const stack = await startStack({ redisUrl: redis.url, env: { PAYMENT_DELAY_MS: '0' }, providerLedger });
const bare = await startBareExpress();

/** @type {number[][]} */
const rounds = [];
try {
  const { headers, productId } = await openShop(stack);
  const body = JSON.stringify({ items: [{ product_id: productId, quantity: 1 }] });
  await finished(fire(bare.url, headers, body, 2_000));
  await finished(fire(stack.urls.store, headers, body, 2_000));
  await untilReserved(stack, productId, 2_000);
  for (let round = 1; round <= ROUNDS; round++) {
    const echoed = await finished(fire(bare.url, headers, body, ORDERS_PER_ROUND));
    const startedAt = performance.now();
    const firing = fire(stack.urls.store, headers, body, ORDERS_PER_ROUND);
    await firing.answered;
    await untilReserved(stack, productId, 2_000 + round * ORDERS_PER_ROUND);
    const reserved = ORDERS_PER_ROUND / ((performance.now() - startedAt) / 1_000);
    const accepted = await finished(firing);
    rounds.push([echoed, accepted, reserved]);
    console.log(
      `round ${round}: bare express ${echoed.toFixed(0)}/s, accepted ${accepted.toFixed(0)}/s, reserved ${reserved.toFixed(0)}/s`,
    );
  }
  const [echoed = 0, accepted = 0, reserved = 0] = [0, 1, 2].map((column) =>
    median(rounds.map((row) => row[column] ?? 0)),
  );
  console.log(`median of ${ROUNDS}: bare express ${echoed.toFixed(0)}/s`);
  console.log(`  POST /orders accepted ${accepted.toFixed(0)}/s = ${(accepted / echoed).toFixed(2)} of it`);
  console.log(`  HTTP to reserved      ${reserved.toFixed(0)}/s = ${(reserved / echoed).toFixed(2)} of it`);
} finally {
  await stack.stop();
  await bare.process.stop();
  await redis.stop();
  await rm(dir, { recursive: true });
}

async function startBareExpress() {
  const port = await freePort();
  const main = fileURLToPath(new URL('bare-express.mjs', import.meta.url));
  const env = { ...process.env, NODE_ENV: 'production', PORT: String(port) };
  const running = await startProcess({ name: 'bare express', command: process.execPath, args: [main], env });
  await running.waitForOutput(/listens/);
  return { url: `http://127.0.0.1:${port}`, process: running };
}

/** @param {number[]} numbers */
function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
