import { flowsOf, type SinglePartitionKeys } from '@stockade/contracts';
import { loadScript, type Redis } from '@stockade/redis';
import { z } from 'zod';

const digestsSchema = z.array(z.string());
const digestKeys = loadScript(new URL('../src/lua/digest-keys.lua', import.meta.url), (reply) =>
  digestsSchema.parse(reply),
);
const SCAN_COUNT = 500;

/** What each key holds, as a digest. */
export type Snapshot = ReadonlyMap<string, string>;

/**
 * Takes a snapshot of everything, streams by how many entries they ever had: trimming them is nobody's effect. Idempotency
 * records of orders are left out, since a refusal under a key is written there; and so is what a service leaves that is asked
 * whether it is ready.
 */
export async function takeSnapshot(redis: Redis, keys: SinglePartitionKeys): Promise<Snapshot> {
  const records = keys.idempotency('', '').slice(0, -1);
  const streams = Object.values(flowsOf(keys)).map(({ stream }) => stream);
  const snapshot = new Map<string, string>();
  for await (const batch of redis.scanIterator({ COUNT: SCAN_COUNT })) {
    const isNobodysEffect = (key: string) => key.startsWith(records) || key.startsWith(keys.probe(''));
    const names = batch.filter((key) => !streams.includes(key) && !isNobodysEffect(key));
    const digests = names.length === 0 ? [] : await digestKeys.run(redis, names, []);
    for (const [i, name] of names.entries()) snapshot.set(name, digests[i] ?? '');
  }
  for (const stream of streams) snapshot.set(stream, String((await redis.xInfoStream(stream))['entries-added']));
  return snapshot;
}

/** Which keys came, went and changed. */
export function changesBetween(before: Snapshot, after: Snapshot): string[] {
  const changed = [...after].filter(([key, digest]) => before.get(key) !== digest);
  return [
    ...changed.map(([key]) => (before.has(key) ? `changed ${key}` : `new ${key}`)),
    ...[...before.keys()].filter((key) => !after.has(key)).map((key) => `gone ${key}`),
  ];
}
