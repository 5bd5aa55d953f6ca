import { randomUUID } from 'node:crypto';
import { chmod, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDirOf, FIND_LIBRARIES, isDebian, makeApt, unpackPackages, type Apt } from './apt.js';
import { REDIS_MAJOR_MIN } from './redis-program.js';

/** A server and the package that holds its programs; of these the first one that is new enough. */
const PACKAGES = [
  ['redis-server', 'redis-tools'],
  ['valkey-server', 'valkey-tools'],
] as const;

/** `  Candidate: 5:7.0.15-1~deb12u1`, with or without an epoch. */
const CANDIDATE = /Candidate: (?:\d+:)?((\d+)\.[\w.+~-]+)/;

const LAUNCHER = (server: string) => `#!/bin/sh
${FIND_LIBRARIES}
exec "$here/usr/bin/${server}" "$@"
`;

export type Unpacked = { path: string } | { not: string };

/** The servers that were unpacked here before, whether they still work or not. */
export async function unpackedBefore(): Promise<string[]> {
  const names = await readdir(cacheDir()).catch(() => []);
  return names
    .filter((name) => !name.startsWith('.'))
    .toSorted()
    .toReversed()
    .map((name) => join(cacheDir(), name, 'redis-server'));
}

/**
 * On Debian and Ubuntu, gets a Redis from the distribution's signed packages and unpacks it into a cache in the user's
 * home. Nothing is installed: it needs no root and changes nothing of the system. Two at a time are no harm.
 * Answers the path of the server, or why there is none. `works` tells whether a server at a path can run here.
 */
export async function unpackRedis(
  works: (path: string) => Promise<boolean>,
  say: (line: string) => void,
): Promise<Unpacked> {
  if (!isDebian()) return { not: 'this is not Debian or Ubuntu' };
  const draft = join(cacheDir(), `.${randomUUID()}`);
  try {
    say(`no Redis on the PATH: unpacking one from this system's packages into ${cacheDir()} (nothing is installed)`);
    return await unpackInto(draft, works);
  } catch (error) {
    return { not: `${cacheDir()}: ${error instanceof Error ? error.message : String(error)}` };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function unpackInto(draft: string, works: (path: string) => Promise<boolean>): Promise<Unpacked> {
  const dir = join(draft, 'apt');
  const apt = await makeApt(dir);
  const update = await apt('apt-get', ['-q', 'update']);
  const offer = await bestOffer(apt);
  if (offer === undefined) {
    const trouble = update.ok ? '' : `: ${update.output}`;
    return { not: `apt offers no Redis or Valkey ${REDIS_MAJOR_MIN}.0 or newer${trouble}` };
  }
  const trouble = await unpackPackages(apt, offer.packages, { dir, root: join(draft, 'root') });
  if (trouble !== undefined) return { not: trouble };

  await writeFile(join(draft, 'redis-server'), LAUNCHER(offer.packages[0]));
  await chmod(join(draft, 'redis-server'), 0o755);
  if (!(await works(join(draft, 'redis-server')))) return { not: `the ${offer.packages[0]} of apt does not run here` };
  return { path: await keep(draft, `${offer.packages[0]}-${offer.version}`, works) };
}

/** Gives the draft its name in the cache, unless another process has put one there meanwhile that works. */
async function keep(draft: string, name: string, works: (path: string) => Promise<boolean>): Promise<string> {
  const kept = join(cacheDir(), name);
  const server = join(kept, 'redis-server');
  try {
    await rename(draft, kept);
  } catch {
    if (await works(server)) return server;
    await rm(kept, { recursive: true });
    await rename(draft, kept);
  }
  return server;
}

async function bestOffer(apt: Apt) {
  for (const packages of PACKAGES) {
    const policy = await apt('apt-cache', ['policy', packages[0]]);
    const [, version = '', major] = CANDIDATE.exec(policy.output) ?? [];
    if (Number(major) >= REDIS_MAJOR_MIN) return { packages, version };
  }
  return undefined;
}

const cacheDir = () => cacheDirOf('redis');
