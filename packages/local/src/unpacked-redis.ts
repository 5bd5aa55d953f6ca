import { randomUUID } from 'node:crypto';
import { accessSync } from 'node:fs';
import { chmod, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { REDIS_MAJOR_MIN } from './redis-program.js';
import { runCommand } from './run-command.js';

const APT_TIMEOUT_MS = 120_000;
const PROBE_TIMEOUT_MS = 10_000;
/** A server and the package that holds its programs; of these the first one that is new enough. */
const PACKAGES = [
  ['redis-server', 'redis-tools'],
  ['valkey-server', 'valkey-tools'],
] as const;

/** `  Candidate: 5:7.0.15-1~deb12u1`, with or without an epoch. */
const CANDIDATE = /Candidate: (?:\d+:)?((\d+)\.[\w.+~-]+)/;

/** Finds its libraries beside itself. Nothing but the shell, for it may be all that is on the PATH. */
const LAUNCHER = (server: string) => `#!/bin/sh
here=\${0%/*}/root
for folder in "$here"/usr/lib/*-linux-* "$here"/lib/*-linux-*; do
  LD_LIBRARY_PATH=$folder\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
done
export LD_LIBRARY_PATH
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
  const apt = await makeApt(join(draft, 'apt'));
  const update = await apt('apt-get', ['-q', 'update']);
  const offer = await bestOffer(apt);
  if (offer === undefined) {
    const trouble = update.ok ? '' : `: ${update.output}`;
    return { not: `apt offers no Redis or Valkey ${REDIS_MAJOR_MIN}.0 or newer${trouble}` };
  }
  // Reinstalling has it fetch packages that are installed, and of the others those alone that this system lacks.
  const packages = ['--no-install-recommends', '--download-only', '--reinstall', 'install', ...offer.packages];
  const fetched = await apt('apt-get', ['-q', '-y', ...packages]);
  if (!fetched.ok) return { not: `apt cannot fetch ${offer.packages.join(', ')}: ${fetched.output}` };
  for (const archive of await readdir(join(draft, 'apt', 'archives'))) {
    if (!archive.endsWith('.deb')) continue;
    const from = join(draft, 'apt', 'archives', archive);
    const unpacked = await runCommand('dpkg', ['-x', from, join(draft, 'root')], PROBE_TIMEOUT_MS);
    if (!unpacked.ok) return { not: `dpkg cannot unpack ${archive}: ${unpacked.output}` };
  }
  await rm(join(draft, 'apt'), { recursive: true });

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

type Apt = (command: 'apt-get' | 'apt-cache', args: readonly string[]) => ReturnType<typeof runCommand>;

/** The system's apt with its sources and keys, but with lists and archives of our own, so that no root is needed. */
async function makeApt(dir: string): Promise<Apt> {
  await mkdir(join(dir, 'lists', 'partial'), { recursive: true });
  await mkdir(join(dir, 'archives', 'partial'), { recursive: true });
  const settings = [`Dir::State::lists=${dir}/lists`, `Dir::Cache=${dir}`, 'Debug::NoLocking=1'];
  // As root it would fetch as a user who cannot write here.
  const asUs = process.getuid?.() === 0 ? ['APT::Sandbox::User=root'] : [];
  const options = [...settings, ...asUs].flatMap((setting) => ['-o', setting]);
  return (command, args) => runCommand(command, [...options, ...args], APT_TIMEOUT_MS);
}

async function bestOffer(apt: Apt) {
  for (const packages of PACKAGES) {
    const policy = await apt('apt-cache', ['policy', packages[0]]);
    const [, version = '', major] = CANDIDATE.exec(policy.output) ?? [];
    if (Number(major) >= REDIS_MAJOR_MIN) return { packages, version };
  }
  return undefined;
}

function cacheDir(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'stockade', 'redis');
}

function isDebian(): boolean {
  try {
    accessSync('/etc/debian_version');
    return true;
  } catch {
    return false;
  }
}
