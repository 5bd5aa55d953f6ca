import { allFlows, type Keys, type StockKeys } from '@stockade/contracts';
import { waitUntil } from '@stockade/local';
import type { Redis } from '@stockade/redis';

/** How long the system may take to come to rest. */
const QUIET_DEADLINE_MS = 60_000;

/** How long it took, ms. At the deadline it gives up: the verdict says what is not at rest. */
export async function untilQuiet(redis: Redis, keys: Keys, deadlineMs = QUIET_DEADLINE_MS): Promise<number> {
  const calmAt = performance.now();
  const quiet = async () => (await unrest(redis, keys)).length === 0;
  await waitUntil(quiet, { what: 'quiet', deadlineMs, intervalMs: 100 }).catch(() => 'not quiet');
  return performance.now() - calmAt;
}

/** What is not yet at rest, in words; empty when all is quiet. */
export async function unrest(redis: Redis, keys: Keys): Promise<string[]> {
  const looks = allFlows(keys).flatMap(({ stream, readers }) => readers.map((group) => unrestOf(redis, stream, group)));
  const found = await Promise.all([...looks, ...keys.stocks.map((stocks) => openTransfersOf(redis, stocks))]);
  return found.flat();
}

/** A transfer that was left open is taken and closed by whoever finds it, within seconds. */
async function openTransfersOf(redis: Redis, { openTransfers }: StockKeys): Promise<string[]> {
  const open = await redis.sCard(openTransfers);
  return open === 0 ? [] : [`${openTransfers}: ${open} open`];
}

async function unrestOf(redis: Redis, stream: string, name: string): Promise<string[]> {
  if ((await redis.exists(stream)) === 0) return [`there is no stream ${stream}`];
  const [info, groups] = await Promise.all([redis.xInfoStream(stream), redis.xInfoGroups(stream)]);
  const group = groups.find((one) => one.name === name);
  if (group === undefined) return [`${stream} has no group ${name}`];
  const found: string[] = [];
  if (group.pending > 0) found.push(`${stream}: ${group.pending} pending`);
  // Redis does not know the lag of a group that was made anew on a trimmed stream, but it knows where it stands.
  const last = info['last-generated-id'];
  if (group['last-delivered-id'] !== last)
    found.push(`${stream}: read to ${group['last-delivered-id']}, written to ${last}`);
  return found;
}
