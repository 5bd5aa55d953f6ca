import { mkdtemp, open, readFile, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeJournal } from '../src/journal.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stockade-journal-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A file that says what is done to it. */
function watched(file: FileHandle) {
  const calls: string[] = [];
  return {
    calls,
    async appendFile(text: string) {
      calls.push('write');
      await file.appendFile(text);
      calls.push('written');
    },
    async datasync() {
      await file.datasync();
      calls.push('synced');
    },
  };
}

describe('the journal', () => {
  test('brings all lines of one turn to the disk with one write and one sync, and those that come meanwhile with the next', async () => {
    const path = join(folder, 'lines');
    const handle = await open(path, 'a');
    const file = watched(handle);
    const journal = makeJournal(file);
    const durable: Promise<void>[] = [];
    const append = (line: number) => {
      journal.append(`line ${line}`);
      durable.push(journal.durable().then(() => void file.calls.push(`durable ${line}`)));
    };
    for (let line = 0; line < 3; line++) append(line);
    await durable[0];
    append(3);
    append(4);
    await Promise.all(durable);
    const commit = ['write', 'written', 'synced'];
    expect(file.calls).toEqual([...commit, 'durable 0', 'durable 1', 'durable 2', ...commit, 'durable 3', 'durable 4']);
    await journal.durable();
    expect(file.calls).toHaveLength(11);
    expect(await readFile(path, 'utf8')).toBe('line 0\nline 1\nline 2\nline 3\nline 4\n');
    await handle.close();
  });

  test('says that it failed, and takes nothing for durable from then on', async () => {
    const path = join(folder, 'read-only');
    await writeFile(path, '');
    const handle = await open(path, 'r');
    const journal = makeJournal(handle);
    journal.append('line');
    await expect(journal.durable()).rejects.toThrow('EBADF');
    journal.append('another');
    await expect(journal.durable()).rejects.toThrow('EBADF');
    expect(await journal.failed).toMatchObject({
      message: expect.stringMatching(/^the ledger cannot be written: EBADF/),
    });
    await handle.close();
  });
});
