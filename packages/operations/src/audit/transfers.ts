import { setTimeout as after } from 'node:timers/promises';
import type { Keys, StockKeys } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import type { Finding } from './finding.js';
import { readLane, readLanes, type Lane } from './transfer-record.js';
import { judgeLane } from './transfer-rules.js';
import { orElse } from './unreadable.js';
import { inPages, PAGE_IDS, walkIndex } from './walk-index.js';

/** How many doubtful lanes are kept for their second look; when there are more, these are decided first. */
const DOUBTS_MAX = 10_000;
/** How many records are read together: each has up to three numbers for every other place. */
const RECORDS_TOGETHER = 500;

/**
 * Checks the transfers of stock between the places, of every product in the catalogue. A transfer moves while it is read, so
 * what looks wrong at first is left alone for the grace time and then read in a sequence in which nothing that is under way
 * looks wrong.
 */
export async function* auditTransfers(redis: Redis, keys: Keys, graceMs: number): AsyncGenerator<Finding[]> {
  let doubts = new Map<string, Lane>();
  async function settle(): Promise<Finding[]> {
    const before = [...doubts.values()];
    doubts = new Map();
    if (before.length === 0) return [];
    await after(graceMs);
    return decide(redis, keys, before);
  }
  for await (const lanes of doubtfulLanes(redis, keys)) {
    for (const { productId, from, to } of lanes) doubts.set(`${productId} ${from} ${to}`, { productId, from, to });
    if (doubts.size >= DOUBTS_MAX) yield await settle();
  }
  yield await settle();
}

async function* doubtfulLanes(redis: Redis, keys: Keys): AsyncGenerator<Lane[]> {
  const together = Math.max(1, Math.floor(RECORDS_TOGETHER / keys.stocks.length));
  for await (const ids of walkIndex(redis, keys.products))
    for (let start = 0; start < ids.length; start += together) {
      const lanes = await readLanes(redis, keys, ids.slice(start, start + together));
      yield lanes.filter((lane) => judgeLane(lane).length > 0);
    }
  for (const place of keys.stocks) yield* listedInVain(redis, place);
}

/** The transfers that a place lists as open, and that are not. */
async function* listedInVain(redis: Redis, from: StockKeys): AsyncGenerator<Lane[]> {
  let cursor = '0';
  do {
    const reply = await orElse(redis.sScan(from.openTransfers, cursor, { COUNT: PAGE_IDS }), {
      cursor: '0',
      members: [],
    });
    cursor = reply.cursor;
    const lanes = reply.members.map((member): Lane => {
      const [productId = '', to = ''] = member.split(' ');
      return { productId, from: from.place, to };
    });
    const open = await Promise.all(
      lanes.map(({ productId, to }) => orElse(redis.hExists(from.stockTransfers(productId), `open:${to}`), 1)),
    );
    yield lanes.filter((_, i) => open[i] === 0);
  } while (cursor !== '0');
}

/** What is wrong at the second look, and of products that are in the catalogue then. */
async function decide(redis: Redis, keys: Keys, lanes: readonly Lane[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const page of inPages(lanes)) {
    const records = await Promise.all(page.map((lane) => readLane(redis, keys, lane)));
    const listed = await Promise.all(page.map(({ productId }) => orElse(redis.zScore(keys.products, productId), null)));
    findings.push(...records.filter((_, i) => listed[i] !== null).flatMap(judgeLane));
  }
  return findings;
}
