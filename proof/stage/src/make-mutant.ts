import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, symlink, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const WORKSPACE = fileURLToPath(new URL('../../..', import.meta.url));

/** What a running service is made of. */
const PARTS = ['package.json', 'dist', 'src/lua', 'node_modules'];

/** A way to get it wrong, as a change to the built system. */
export interface Mistake {
  name: string;
  /** In each file, each text is replaced; a text that is not there fails the test. */
  patches: readonly { file: string; from: string; to: string }[];
}

/**
 * Copies the built workspace into an empty folder and puts the mistake in. The product has no switch for it: what is
 * wrong is wrong in the copy alone.
 */
export async function makeMutant(mistake: Mistake, folder: string): Promise<void> {
  await symlink(join(WORKSPACE, 'node_modules'), join(folder, 'node_modules'));
  for (const kind of ['packages', 'services']) {
    for (const member of await readdir(join(WORKSPACE, kind))) await copyMember(join(kind, member), folder);
  }
  for (const [file, text] of await patch(mistake)) {
    // What is copied may share its inode with the original.
    await unlink(join(folder, file));
    await writeFile(join(folder, file), text);
  }
}

/** The files of a mistake with the mistake in them. Rejects when one of its texts is no longer there. */
export async function patch({ name, patches }: Mistake): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const { file, from, to } of patches) {
    const text = files.get(file) ?? (await readFile(join(WORKSPACE, file), 'utf8'));
    if (!text.includes(from)) throw new Error(`the mutant "${name}" finds no ${JSON.stringify(from)} in ${file}`);
    files.set(
      file,
      text.replace(from, () => to),
    );
  }
  return files;
}

async function copyMember(member: string, folder: string): Promise<void> {
  await mkdir(join(folder, member), { recursive: true });
  for (const part of PARTS) {
    const source = join(WORKSPACE, member, part);
    if (existsSync(source)) await cp(source, join(folder, member, part), { recursive: true, verbatimSymlinks: true });
  }
}
