import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { startProcess } from '@stockade/local';

const RUN = fileURLToPath(new URL('../scripts/run.mjs', import.meta.url));

test.each([
  ['', 0, 'npm run bench -- <part>'],
  ['--help', 0, 'processor time an order'],
  ['cpu -h', 0, '--partitions N  the shop in so many parts'],
  ['rates', 2, 'no such part: rates'],
  ['cpu', 2, 'name the folder of another checkout, built, or one of --replica, --partitions and --stored'],
  ['cpu /nowhere', 2, 'there is no built checkout in /nowhere'],
  ['cpu --partitions many', 2, '--partitions takes a whole number of at least 1, not "many"'],
  ['growth --orders=-5', 2, '--orders takes a whole number of at least 0, not "-5"'],
  ['http --outside', 2, "Unknown option '--outside'"],
  ['drain 3', 2, "Unexpected argument '3'"],
  ['peers --only kafka', 2, '--only: no such system: kafka; there are stockade,'],
  ['peers --from nowhere.json', 2, '--from: nowhere.json cannot be read'],
])('npm run bench -- %s: exit code %d, and what is to be said about it', async (words, code, says) => {
  const args = [RUN, 'bench', ...words.split(' ').filter((word) => word !== '')];
  const run = await startProcess({ name: 'bench', command: process.execPath, args });
  expect(await run.exited).toEqual({ code, signal: null });
  expect(run.output()).toContain(says);
  expect(run.output()).not.toMatch(/^ +at /m);
});
