import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDirOf, isDebian, makeApt, unpackPackages } from './apt.js';
import { isExecutable, programsOnPath } from './on-path.js';

/** A program that tests drive, and which a machine may not have. */
export interface WantedProgram {
  /** What messages call it. */
  title: string;
  /** Names it instead of all that follows. */
  variable: string;
  /** What it is called on the PATH. */
  names: readonly string[];
  /** Where it may be besides. */
  places?: readonly string[];
  /** Debian's packages that have it; the first is what to install. */
  packages: readonly [string, ...string[]];
  /** The name of the folder in the cache into which they are unpacked, under `root`. */
  folder: string;
  /** Where it is in that folder. */
  path: string;
  /** Makes what it needs there besides. */
  complete?: (folder: string) => Promise<void>;
  works: (path: string) => Promise<boolean>;
}

/**
 * Finds a program for the tests or gets it: what its variable names; else one on the PATH; else, on Debian, one that is unpacked
 * into the user's cache. Nothing of the system is changed. `say` is told in a line what is done. Undefined when there is none;
 * then `say` is told why, with the line to type.
 */
export async function obtainProgram(wanted: WantedProgram, say: (line: string) => void): Promise<string | undefined> {
  const { title, variable, names, places = [], packages, folder, path, works } = wanted;
  const chosen = process.env[variable];
  if (chosen) return chosen;
  const kept = join(cacheDirOf(folder), path);
  for (const present of [...programsOnPath(names), ...[...places, kept].filter(isExecutable)])
    if (await works(present)) return present;
  const trouble = await unpack(wanted, say);
  if (trouble === undefined) return kept;
  say(`no ${title} here (${trouble}). Type: sudo apt-get install -y ${packages[0]}   (or set ${variable})`);
  return undefined;
}

/** Answers why it could not be done, or undefined. */
async function unpack(
  { title, packages, folder, path, complete, works }: WantedProgram,
  say: (line: string) => void,
): Promise<string | undefined> {
  if (!isDebian()) return 'this is not Debian';
  const home = cacheDirOf(folder);
  say(`no ${title} on the PATH: unpacking one from this system's packages into ${home} (nothing is installed)`);
  const draft = `${home}.${randomUUID()}`;
  try {
    const dir = join(draft, 'apt');
    const apt = await makeApt(dir);
    await apt('apt-get', ['-q', 'update']);
    const trouble = await unpackPackages(apt, packages, { dir, root: join(draft, 'root') });
    if (trouble !== undefined) return trouble;
    await complete?.(draft);
    if (!(await works(join(draft, path)))) return `the ${title} of apt does not run here`;
    await rm(home, { recursive: true, force: true });
    await rename(draft, home);
    return undefined;
  } catch (error) {
    return `${home}: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
