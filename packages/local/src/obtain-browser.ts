import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FIND_LIBRARIES } from './apt.js';
import { runCommand } from './run-command.js';
import { obtainProgram } from './unpacked-program.js';

/** Names the program of the browser that the tests drive: a Chromium. */
export const BROWSER_VARIABLE = 'STOCKADE_BROWSER';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
const VERSION_TIMEOUT_MS = 30_000;

/** Without fonts of the system its own are used. */
const LAUNCHER = `#!/bin/sh
${FIND_LIBRARIES}
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_SYSROOT="$here"
export XDG_DATA_HOME="$here/usr/share"
exec "$here/usr/lib/chromium/chromium" "$@"
`;

/** Finds a Chromium for the tests or gets one, as `obtainProgram` does. */
export function obtainBrowser(say: (line: string) => void): Promise<string | undefined> {
  return obtainProgram(
    {
      title: 'Chromium',
      variable: BROWSER_VARIABLE,
      names: NAMES,
      places: [MAC],
      // On Ubuntu the package of this name only starts a snap, which cannot be unpacked.
      packages: ['chromium', 'fonts-liberation'],
      folder: 'browser',
      path: 'chromium',
      async complete(folder) {
        await writeFile(join(folder, 'chromium'), LAUNCHER);
        await chmod(join(folder, 'chromium'), 0o755);
      },
      works: async (path) => (await runCommand(path, ['--version'], VERSION_TIMEOUT_MS)).ok,
    },
    say,
  );
}
