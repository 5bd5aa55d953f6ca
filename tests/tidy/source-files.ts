import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FOLDERS = ['packages', 'services', 'proof', 'tests', 'bench', 'scripts'];
const SOURCES = /\.(ts|tsx|mjs|lua)$/;
const NOT_OURS = new Set(['node_modules', 'dist', 'coverage']);

export interface SourceFile {
  /** From the root of the workspace. */
  path: string;
  text: string;
}

/** All source files of the workspace. */
export function sourceFiles(): SourceFile[] {
  return FOLDERS.flatMap((folder) => filesIn(join(ROOT, folder))).map((path) => ({
    path: relative(ROOT, path),
    text: readFileSync(path, 'utf8'),
  }));
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : filesIn(path);
    return entry.isFile() && SOURCES.test(entry.name) ? [path] : [];
  });
}
