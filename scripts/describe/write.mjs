// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../paths.mjs';
import { describeClient } from './client.mjs';
import { describeAll } from './describe-all.mjs';

/** Writes the descriptions that are committed, and the client's types that are made of them, and says which. */
export async function writeDescriptions() {
  const descriptions = describeAll();
  for (const [path, text] of Object.entries({ ...descriptions, ...(await describeClient(descriptions)) })) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), text);
    console.log(path);
  }
}
