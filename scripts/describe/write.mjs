// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../paths.mjs';
import { describeAll } from './describe-all.mjs';

/** Writes the descriptions that are committed, and says which. */
export function writeDescriptions() {
  for (const [path, text] of Object.entries(describeAll())) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), text);
    console.log(path);
  }
}
