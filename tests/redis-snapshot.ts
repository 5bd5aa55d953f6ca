import type { Redis } from '@stockade/redis';

/** Everything that is in Redis, by key. */
export async function snapshot(client: Redis): Promise<Record<string, string>> {
  const names = await client.keys('*');
  const dumps = await Promise.all(
    names.map(async (name) => [
      name,
      await client.sendCommand(['OBJECT', 'ENCODING', name]),
      await describeKey(client, name),
    ]),
  );
  return Object.fromEntries(
    dumps.map(([name, encoding, value]) => [name, `${String(encoding)} ${JSON.stringify(value)}`]),
  );
}

async function describeKey(client: Redis, key: string): Promise<unknown> {
  switch (await client.type(key)) {
    case 'hash':
      // Redis may give the fields of a hash in another order when nothing has changed.
      return Object.entries(await client.hGetAll(key)).toSorted();
    case 'set':
      return (await client.sMembers(key)).toSorted();
    case 'zset':
      return client.zRangeWithScores(key, 0, -1);
    case 'stream': {
      const groups = await client.xInfoGroups(key);
      return {
        entries: await client.xRange(key, '-', '+'),
        pending: groups.map(({ name, pending }) => [name, pending]),
      };
    }
    default:
      return client.get(key);
  }
}
