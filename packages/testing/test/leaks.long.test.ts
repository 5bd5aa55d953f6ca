import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startProcess } from '@stockade/testing';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const JEST_TIMEOUT_MS = 60_000;

interface Report {
  testResults: { name: string; status: string; message: string }[];
}

/** Runs the suites of ./fixtures, which only serve to see jest fail them. */
describe('a jest run', () => {
  let dir = '';
  let report: Report = { testResults: [] };
  let output = '';

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'stockade-leaks-'));
    const file = join(dir, 'report.json');
    const args = [
      'node_modules/jest/bin/jest.js',
      '--runInBand',
      '--forceExit',
      '--testMatch',
      '**/testing/test/fixtures/*.ts',
    ];
    const jest = await startProcess({
      name: 'jest',
      command: process.execPath,
      args: [...args, '--json', '--outputFile', file],
      cwd: ROOT,
    });
    await jest.exited;
    output = jest.output();
    report = JSON.parse(await readFile(file, 'utf8'));
  }, JEST_TIMEOUT_MS);
  afterAll(() => rm(dir, { recursive: true }));

  const suite = (name: string) => {
    const found = report.testResults.find((result) => basename(result.name, '.ts') === name);
    if (found === undefined) throw new Error(`jest did not run ${name}; it printed:\n${output}`);
    return found;
  };

  test.each(['clean', 'closes-in-after-all'])('passes the suite "%s"', (name) => {
    expect(suite(name)).toMatchObject({ status: 'passed', message: '' });
  });

  test.each([
    ['leaves-a-connection', /left over after the tests: Redis connection forgotten from 127\.0\.0\.1/],
    ['leaves-a-process', /left over after the tests: process orphan \(pid \d+\)/],
    ['leaves-a-stranger', /left over after the tests: 1 child process\(es\) not started by startProcess/],
    ['leaves-a-server', /left over after the tests: 1 listening server\(s\)/],
  ])('fails the suite "%s"', (name, message) => {
    expect(suite(name).status).toBe('failed');
    expect(suite(name).message).toMatch(message);
  });

  test('prints what the processes of a failed test printed', () => {
    expect(suite('fails-beside-a-process').status).toBe('failed');
    expect(output).toMatch(
      /fails failed; what its processes printed:\n── witness, pid \d+, still running ──\nI saw it/,
    );
  });
});
