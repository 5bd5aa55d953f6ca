import { jsonText, reasonsOf, type Page } from '@stockade/contracts';
import { readPage } from '@stockade/records';
import { readFrom, UnreadableRecordError, type Redis } from '@stockade/redis';
import type { z } from 'zod';

/** How long the record of a job or an audit is kept, and how many of each. */
export const RUNS_KEPT_S = 7 * 24 * 60 * 60;
export const RUNS_KEPT_MAX = 100;

interface RunRecordsOptions<Run> {
  redis: Redis;
  /** The list of all, by id. */
  index: string;
  keyOf: (id: string) => string;
  /** Another key that belongs to a record and is deleted with it. */
  besides: (id: string) => string;
  schema: z.ZodType<Run>;
}

/** The records of jobs or of audits. Each is written as a whole, by the one process that works on it. */
export interface RunRecords<Run> {
  /** Adds one to the list, and forgets the oldest. */
  add(id: string, run: Run): Promise<void>;
  save(id: string, run: Run): Promise<void>;
  find(id: string): Promise<Run | null>;
  /** Newest first; a cursor is the id after which the page begins. */
  list(page: { limit: number; cursor?: string | undefined }): Promise<Page<Run>>;
}

export function makeRunRecords<Run>({ redis, index, keyOf, besides, schema }: RunRecordsOptions<Run>): RunRecords<Run> {
  const textSchema = jsonText(schema);

  async function save(id: string, run: Run): Promise<void> {
    await redis.set(keyOf(id), JSON.stringify(run), { expiration: { type: 'EX', value: RUNS_KEPT_S } });
  }

  async function find(id: string): Promise<Run | null> {
    const key = keyOf(id);
    const text = await readFrom(key, redis.get(key));
    if (text === null) return null;
    const { data, error } = textSchema.safeParse(text);
    if (error) throw new UnreadableRecordError(key, reasonsOf(error));
    return data;
  }

  async function forgetOldest(): Promise<void> {
    const old = await redis.zRange(index, 0, -1 - RUNS_KEPT_MAX);
    for (const id of old) await Promise.all([redis.del(keyOf(id)), redis.del(besides(id)), redis.zRem(index, id)]);
  }

  return {
    save,
    find,
    async add(id, run) {
      await save(id, run);
      // Equal scores: the list is ordered by id, and a UUIDv7 sorts by creation.
      await redis.zAdd(index, { score: 0, value: id });
      await forgetOldest();
    },
    list: (page) => readPage(redis, [index], page, { load: find }),
  };
}
