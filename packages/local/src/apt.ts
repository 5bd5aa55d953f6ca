import { accessSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './run-command.js';

const APT_TIMEOUT_MS = 300_000;
const UNPACK_TIMEOUT_MS = 60_000;

/** Runs apt. */
export type Apt = (command: 'apt-get' | 'apt-cache', args: readonly string[]) => ReturnType<typeof runCommand>;

/** The system's apt with its sources and keys, but with lists and archives in `dir`, so that no root is needed. */
export async function makeApt(dir: string): Promise<Apt> {
  await mkdir(join(dir, 'lists', 'partial'), { recursive: true });
  await mkdir(join(dir, 'archives', 'partial'), { recursive: true });
  const settings = [`Dir::State::lists=${dir}/lists`, `Dir::Cache=${dir}`, 'Debug::NoLocking=1'];
  // As root it would fetch as a user who cannot write here.
  const asUs = process.getuid?.() === 0 ? ['APT::Sandbox::User=root'] : [];
  const options = [...settings, ...asUs].flatMap((setting) => ['-o', setting]);
  return (command, args) => runCommand(command, [...options, ...args], APT_TIMEOUT_MS);
}

/**
 * Fetches packages, and of those that they need the ones that this system lacks, and unpacks them into `root`. Nothing is
 * installed. `dir` is what `apt` was made with; it is gone afterwards. Answers why it could not be done, or undefined.
 */
export async function unpackPackages(
  apt: Apt,
  packages: readonly string[],
  { dir, root }: { dir: string; root: string },
): Promise<string | undefined> {
  // Reinstalling has it fetch packages that are installed, and of the others those alone that this system lacks.
  const how = ['--no-install-recommends', '--download-only', '--reinstall', 'install'];
  const fetched = await apt('apt-get', ['-q', '-y', ...how, ...packages]);
  if (!fetched.ok) return `apt cannot fetch ${packages.join(', ')}: ${fetched.output}`;
  for (const archive of await readdir(join(dir, 'archives'))) {
    if (!archive.endsWith('.deb')) continue;
    const unpacked = await runCommand('dpkg', ['-x', join(dir, 'archives', archive), root], UNPACK_TIMEOUT_MS);
    if (!unpacked.ok) return `dpkg cannot unpack ${archive}: ${unpacked.output}`;
  }
  await rm(dir, { recursive: true });
  return undefined;
}

/**
 * Lines of a shell script that has the programs under `root`, a folder beside it, find the libraries there. Nothing but the
 * shell, for it may be all that is on the PATH.
 */
export const FIND_LIBRARIES = `here=\${0%/*}/root
for folder in "$here"/usr/lib/*-linux-* "$here"/lib/*-linux-*; do
  LD_LIBRARY_PATH=$folder\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
done
export LD_LIBRARY_PATH`;

/** Where programs of one kind are unpacked: in the cache of this user. */
export const cacheDirOf = (kind: string): string =>
  join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'stockade', kind);

export function isDebian(): boolean {
  try {
    accessSync('/etc/debian_version');
    return true;
  } catch {
    return false;
  }
}
