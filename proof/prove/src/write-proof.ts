import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { renderPage } from './page/page.js';
import { proofSchema, type Proof } from './proof.js';

/** Writes the page and the file of a proof side by side; answers their absolute paths. */
export async function writeProof(proof: Proof, dir: string): Promise<{ page: string; json: string }> {
  const folder = resolve(dir);
  await mkdir(folder, { recursive: true });
  const name = `${proof.started_at.slice(0, 19).replaceAll(':', '-')}-${proof.verdict.toLowerCase()}`;
  const [page, json] = [join(folder, `${name}.html`), join(folder, `${name}.json`)];
  await writeFile(json, `${JSON.stringify(proofSchema.parse(proof), null, 2)}\n`);
  await writeFile(page, renderPage(proof));
  return { page, json };
}
