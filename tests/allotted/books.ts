import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Keys } from '@stockade/contracts';
import { isList, isReply, type Redis } from '@stockade/redis';

/** Reads all pieces of a product at one instant, which only a Redis without a cluster allows. */
const LOOK = `
local available, moving, places = 0, 0, tonumber(ARGV[1])
for from = 1, places do
  local stock = redis.call('HMGET', KEYS[from], 'available', 'reserved', 'received')
  local a, r, all = tonumber(stock[1]) or 0, tonumber(stock[2]) or 0, tonumber(stock[3]) or 0
  if a < 0 or r < 0 or a + r ~= all then return redis.error_reply('WRONG ' .. KEYS[from] .. ' has ' .. a .. ' + ' .. r .. ' of ' .. all) end
  available = available + a
  ARGV[100 + from] = r
  for to = 1, places do
    local open, sent = unpack(redis.call('HMGET', KEYS[places + from], 'open:' .. ARGV[1 + to], 'sent:' .. ARGV[1 + to]))
    if open then
      local seen = redis.call('HGET', KEYS[places + to], 'seen:' .. ARGV[1 + from])
      if (tonumber(seen) or 0) < tonumber(sent) then moving = moving + tonumber(open) end
    end
  end
end
local reserved = 0
for from = 1, places do reserved = reserved + ARGV[100 + from] end
return { available, moving, reserved }`;

const sha1 = (text: string) => createHash('sha1').update(text).digest('hex');
const LOOK_DIGEST = sha1(LOOK);

export interface Pieces {
  available: number;
  moving: number;
  reserved: number;
}

/** Throws an Error when the pieces of one place do not add up, or are fewer than none. */
export async function readPieces(client: Redis, keys: Keys, productId: string): Promise<Pieces> {
  const { stocks } = keys;
  const call = {
    keys: [...stocks.map(({ stock }) => stock(productId)), ...stocks.map((one) => one.stockTransfers(productId))],
    arguments: [String(stocks.length), ...stocks.map(({ place }) => place)],
  };
  const reply: unknown = await client.evalSha(LOOK_DIGEST, call).catch((error: unknown) => {
    if (!isReply(error, 'NOSCRIPT')) throw error;
    return client.eval(LOOK, call);
  });
  if (!isList(reply)) throw new Error('a script that returns a list returned none');
  const [available = 0, moving = 0, reserved = 0] = reply.map(Number);
  return { available, moving, reserved };
}

/** What Redis calls a script of the warehouse. */
export const digestOf = (script: string) => sha1(sourceOf(script));

/** What Redis calls the script that a call runs, if it runs one. */
export function digestOfCall(name: string, [script]: readonly unknown[]): string | null {
  if (typeof script !== 'string') return null;
  if (name === 'eval') return sha1(script);
  return name === 'evalSha' ? script : null;
}

export function sourceOf(script: string): string {
  return readFileSync(new URL(`../../services/warehouse/src/lua/${script}.lua`, import.meta.url), 'utf8');
}

/** Whether these are the keys and arguments of a script. */
export const isCall = (value: unknown): value is { keys: string[]; arguments: string[] } =>
  typeof value === 'object' && value !== null && 'keys' in value && 'arguments' in value;

interface Decision {
  orderId: string;
  word: string;
}

/** What reserve-stock.lua answered for which order. */
export function decisionsOf(args: readonly string[], reply: unknown): Decision[] {
  const words = isList(reply) ? reply.map(String) : [];
  let at = 10;
  return words.map((word) => {
    const orderId = args[at + 1] ?? '';
    at += 9 + 3 * Number(args[at + 8]);
    return { orderId, word };
  });
}
