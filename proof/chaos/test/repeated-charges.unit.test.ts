import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { countRepeatedCharges } from '../src/repeated-charges.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stockade-repeated-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a charge that was made and not answered was repeated; one that was refused first, answered or declined was not', async () => {
  const charge = (order_id: string, outcome = 'approved') => ({ did: 'charge', order_id, outcome });
  const call = (order_id: string) => ({ did: 'call', order_id });
  const lines = [
    charge('answered'),
    charge('silent'),
    call('silent'),
    call('silent'),
    call('refused first'),
    charge('refused first'),
    call('refused first'),
    charge('declined', 'declined'),
    call('declined'),
    charge('silent too'),
    call('silent too'),
  ];
  const file = join(folder, 'ledger.jsonl');
  await writeFile(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  expect(await countRepeatedCharges(file)).toBe(2);
});
