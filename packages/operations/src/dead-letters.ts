import type { DeadLetterView, Page } from '@stockade/contracts';
import { loadScript, oneOf, type Redis } from '@stockade/redis';
import { z } from 'zod';
import type { Flow } from './flows.js';
import { readEntries, readNewestEntries, type StoredEntry } from './read-entries.js';

const replayDeadLetter = loadScript(
  new URL('../src/lua/replay-dead-letter.lua', import.meta.url),
  oneOf('replayed', 'already-replayed', 'unknown', 'unreadable'),
);
const purgeDeadLetter = loadScript(
  new URL('../src/lua/purge-dead-letter.lua', import.meta.url),
  oneOf('purged', 'already-purged', 'unknown'),
);

/** How long it is known what became of a dead letter, for a request that is sent again. */
const REMEMBERED_MS = 24 * 60 * 60 * 1_000;

const REPLAY_PAGE_ENTRIES = 100;

export interface DeadLetters {
  /** Newest first. `cursor` is the id after which the page begins. */
  list(page: { limit: number; cursor?: string | undefined }): Promise<Page<DeadLetterView>>;
  find(id: string): Promise<DeadLetterView | null>;
  /** Puts the original entry back into its stream and removes the dead letter, in one step, and once. */
  replay(id: string): Promise<'replayed' | 'already-replayed' | 'unknown' | 'unreadable'>;
  /** Replays all that are there now, oldest first; one that dies again meanwhile is left. Answers how many of each outcome. */
  replayAll(): Promise<{ replayed: number; unreadable: number }>;
  /** Removes one for good. */
  purge(id: string): Promise<'purged' | 'already-purged' | 'unknown'>;
  /** Removes all for good. Answers how many. */
  purgeAll(): Promise<number>;
}

export function makeDeadLetters(redis: Redis, { stream, deadLetters, settledLetter }: Flow): DeadLetters {
  const replay = (id: string) =>
    replayDeadLetter.run(redis, [deadLetters, stream, settledLetter(id)], [id, String(REMEMBERED_MS)]);

  return {
    replay,
    async list({ limit, cursor }) {
      const entries = await readNewestEntries(redis, deadLetters, limit, cursor);
      const last = entries.length === limit ? entries.at(-1) : undefined;
      return { items: entries.map((entry) => toView(stream, entry)), next_cursor: last?.id ?? null };
    },
    async find(id) {
      const [entry] = await readEntries(redis, deadLetters, id, id, 1);
      return entry ? toView(stream, entry) : null;
    },
    async replayAll() {
      const counts = { replayed: 0, unreadable: 0 };
      const [newest] = await readNewestEntries(redis, deadLetters, 1);
      if (!newest) return counts;
      for (let after = '-'; ;) {
        const entries = await readEntries(redis, deadLetters, after, newest.id, REPLAY_PAGE_ENTRIES);
        for (const { id } of entries) {
          const word = await replay(id);
          if (word === 'replayed' || word === 'unreadable') counts[word] += 1;
          after = `(${id}`;
        }
        if (entries.length < REPLAY_PAGE_ENTRIES) return counts;
      }
    },
    purge: (id) => purgeDeadLetter.run(redis, [deadLetters, settledLetter(id)], [id, String(REMEMBERED_MS)]),
    purgeAll: () => redis.xTrim(deadLetters, 'MAXLEN', 0),
  };
}

const fieldsSchema = z.array(z.string());

/** Names and values in turn; none when the dead letter does not hold them. */
function parseFields(text = '[]'): string[] {
  try {
    return fieldsSchema.parse(JSON.parse(text));
  } catch {
    return [];
  }
}

function toView(stream: string, { id, message }: StoredEntry): DeadLetterView {
  const flat = parseFields(message['fields']);
  const fields = Array.from({ length: Math.floor(flat.length / 2) }, (_, i): [string, string] => [
    flat[2 * i] ?? '',
    flat[2 * i + 1] ?? '',
  ]);
  const { source_id = '', group = '', consumer = '', deliveries, reason = '', at } = message;
  const buriedAt = new Date(Number(at));
  return {
    id,
    stream,
    source_id,
    group,
    consumer,
    deliveries: Number(deliveries) || 0,
    reason,
    at: Number.isNaN(buriedAt.getTime()) ? null : buriedAt.toISOString(),
    order_id: fields.find(([name]) => name === 'subject')?.[1] ?? null,
    fields,
  };
}
