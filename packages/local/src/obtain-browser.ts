import { randomUUID } from 'node:crypto';
import { chmod, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDirOf, FIND_LIBRARIES, isDebian, makeApt, unpackPackages } from './apt.js';
import { isExecutable, programsOnPath } from './on-path.js';
import { runCommand } from './run-command.js';

/** Names the program of the browser that the tests drive: a Chromium. */
export const BROWSER_VARIABLE = 'STOCKADE_BROWSER';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
const VERSION_TIMEOUT_MS = 30_000;
/** On Ubuntu the package of this name only starts a snap, which cannot be unpacked. */
const PACKAGES = ['chromium', 'fonts-liberation'];

/** Without fonts of the system its own are used. */
const LAUNCHER = `#!/bin/sh
${FIND_LIBRARIES}
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_SYSROOT="$here"
export XDG_DATA_HOME="$here/usr/share"
exec "$here/usr/lib/chromium/chromium" "$@"
`;

/**
 * Finds a Chromium for the tests or gets one: `STOCKADE_BROWSER` when set; else one on the PATH; else, on Debian, one that
 * is unpacked into the user's cache. Nothing of the system is changed. `say` is told in a line what is done. Undefined
 * when there is none; then `say` is told why, with the line to type.
 */
export async function obtainBrowser(say: (line: string) => void): Promise<string | undefined> {
  const chosen = process.env[BROWSER_VARIABLE];
  if (chosen) return chosen;
  const kept = join(cacheDirOf('browser'), 'chromium');
  for (const path of [...programsOnPath(NAMES), ...[MAC, kept].filter(isExecutable)])
    if (await works(path)) return path;
  const unpacked = await unpack(say);
  if ('path' in unpacked) return unpacked.path;
  say(`no Chromium here (${unpacked.not}). Type: sudo apt-get install -y chromium   (or set ${BROWSER_VARIABLE})`);
  return undefined;
}

async function unpack(say: (line: string) => void): Promise<{ path: string } | { not: string }> {
  if (!isDebian()) return { not: 'this is not Debian' };
  const home = cacheDirOf('browser');
  say(`no Chromium on the PATH: unpacking one from this system's packages into ${home} (nothing is installed)`);
  const draft = `${home}.${randomUUID()}`;
  try {
    const dir = join(draft, 'apt');
    const apt = await makeApt(dir);
    await apt('apt-get', ['-q', 'update']);
    const trouble = await unpackPackages(apt, PACKAGES, { dir, root: join(draft, 'root') });
    if (trouble !== undefined) return { not: trouble };
    await writeFile(join(draft, 'chromium'), LAUNCHER);
    await chmod(join(draft, 'chromium'), 0o755);
    if (!(await works(join(draft, 'chromium')))) return { not: 'the Chromium of apt does not run here' };
    await rm(home, { recursive: true, force: true });
    await rename(draft, home);
    return { path: join(home, 'chromium') };
  } catch (error) {
    return { not: `${home}: ${error instanceof Error ? error.message : String(error)}` };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

const works = async (path: string) => (await runCommand(path, ['--version'], VERSION_TIMEOUT_MS)).ok;
