import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { makeProofs } from '../src/proofs.js';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stockade-proofs-'));
});
afterEach(() => rm(dir, { recursive: true }));

test('where nothing was proven, nothing is listed', async () => {
  expect(await makeProofs(join(dir, 'nowhere')).list()).toEqual([]);
});

test('what is no proof of today, or not whole, is left out', async () => {
  await writeFile(join(dir, '2026-03-02T09-30-12-pass.json'), '{"format":"stockade-proof/1","verdict":"PASS"}');
  await writeFile(join(dir, '2026-03-02T09-31-12-pass.json'), '{"format":"stockade-pr');
  await writeFile(join(dir, 'notes.json'), '{}');
  const proofs = makeProofs(dir);
  expect(await proofs.list()).toEqual([]);
  expect(await proofs.find('2026-03-02T09-31-12-pass')).toBeNull();
});
