import type { Cached } from '@stockade/redis';

export const cacheHeader = {
  'x-cache': '`HIT` from memory, `MISS` from Redis, `STALE` for the last known copy while Redis is away',
};

/** An answer that says where it came from. */
export const answerCached = <Body>({ value, source }: Cached<Body>) =>
  ({ status: 200, headers: { 'x-cache': source }, body: value }) as const;
