import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from './free-port.js';

const ONLY_OWNER_MODE = 0o600;

/** Where the servers and sentinels of a group listen. The sentinels know the servers by that, so it stays. */
export interface Places {
  /** In the order of their directories `server-0`, `server-1` … */
  servers: number[];
  sentinels: number[];
}

/** The places of the group that a directory holds, or new ones. */
export async function readPlaces(dir: string, servers: number, sentinels: number): Promise<Places> {
  if (existsSync(fileOf(dir))) {
    const { servers: before = [], sentinels: watchers = [] }: Partial<Places> = JSON.parse(
      await readFile(fileOf(dir), 'utf8'),
    );
    return { servers: before, sentinels: watchers };
  }
  const ports = (count: number) => Promise.all(Array.from({ length: count }, () => freePort()));
  const places = { servers: await ports(servers), sentinels: await ports(sentinels) };
  await writePlaces(dir, places);
  return places;
}

export async function writePlaces(dir: string, places: Places): Promise<void> {
  await writeFile(fileOf(dir), JSON.stringify(places), { mode: ONLY_OWNER_MODE });
}

/** The port of the primary when the group ran last, as its sentinels have written it down; undefined at the first start. */
export async function lastPrimary(sentinelDirs: readonly string[]): Promise<number | undefined> {
  const views = await Promise.all(
    sentinelDirs.map((one) => readFile(join(one, 'sentinel.conf'), 'utf8').catch(() => '')),
  );
  const known = views.map((text) => ({
    port: Number(/^sentinel monitor \S+ \S+ (\d+)/m.exec(text)?.[1]),
    epoch: Number(/^sentinel config-epoch \S+ (\d+)/m.exec(text)?.[1] ?? 0),
  }));
  return known.filter(({ port }) => port > 0).toSorted((a, b) => b.epoch - a.epoch)[0]?.port;
}

const fileOf = (dir: string) => join(dir, 'places.json');
