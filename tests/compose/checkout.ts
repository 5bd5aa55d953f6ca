import { execFile } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);

/**
 * Copies what a clone would have, with the changes that are not committed yet and without all that git ignores: a build,
 * a `.env`, data. Throws when this is no git repository.
 */
export async function copyCheckout(folder: string): Promise<void> {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'];
  const [{ stdout: files }, { stdout: deleted }] = await Promise.all([
    run('git', list, { cwd: ROOT }),
    run('git', ['ls-files', '-z', '--deleted'], { cwd: ROOT }),
  ]);
  const gone = new Set(deleted.split('\0'));
  const present = files.split('\0').filter((path) => path !== '' && !gone.has(path));
  await Promise.all(present.map((path) => cp(join(ROOT, path), join(folder, path))));
}
