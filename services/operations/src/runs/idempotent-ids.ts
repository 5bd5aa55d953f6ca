import { idSchema, jsonText, newId, OUTCOME_REMEMBERED_MS, type Keys } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { z } from 'zod';

const rememberedSchema = jsonText(z.object({ id: idSchema, digest: z.string() }));

/** Who starts the repair of an audit, whoever sends it: the key is the id of the audit. */
export const REPAIRS = 'repair';

/** A name for what is started, and what it is started for. */
interface StartedUnder {
  by: string;
  key: string;
  digest: string;
}

export interface IdempotentIds {
  /** The id of what is started under this name, the same each time; null when it was started for something else. */
  idUnder(name: StartedUnder): Promise<string | null>;
  /** The id, if something was started under this name. */
  find(name: Pick<StartedUnder, 'by' | 'key'>): Promise<string | null>;
}

export function makeIdempotentIds(redis: Redis, keys: Keys): IdempotentIds {
  return {
    async idUnder({ by, key, digest }) {
      const mine = { id: newId(), digest };
      const text = await redis.set(keys.opsIdempotency(by, key), JSON.stringify(mine), {
        expiration: { type: 'PX', value: OUTCOME_REMEMBERED_MS },
        condition: 'NX',
        GET: true,
      });
      if (text === null) return mine.id;
      const first = rememberedSchema.parse(text);
      return first.digest === digest ? first.id : null;
    },
    async find({ by, key }) {
      const text = await redis.get(keys.opsIdempotency(by, key));
      return text === null ? null : rememberedSchema.parse(text).id;
    },
  };
}
