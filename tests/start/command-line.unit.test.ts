import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readOptions } from '../../scripts/start/options.mjs';
import { loginCommand } from '../../scripts/start/welcome.mjs';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stockade-start-'));
});
afterEach(() => rm(dir, { recursive: true }));

describe('the options', () => {
  test('are one process of each service where nothing is said', () => {
    expect(readOptions([])).toEqual({ dev: false, help: false, kind: 'single', replicas: 1 });
    expect(readOptions(['--ha'])).toMatchObject({ kind: 'ha' });
    expect(readOptions(['--cluster', '--replicas', '2'])).toMatchObject({ kind: 'cluster', replicas: 2 });
    expect(readOptions(['--dev', '--replicas', '16'])).toEqual({
      dev: true,
      help: false,
      kind: 'single',
      replicas: 16,
    });
  });

  test.each(['0', '17', '-1', '2.5', '1e1', ' 2', 'two', ''])(
    'do not take %j replicas, and name the option',
    (text) => {
      expect(() => readOptions([`--replicas=${text}`])).toThrow(
        `--replicas must be a whole number from 1 to 16 (it is ${JSON.stringify(text)})`,
      );
    },
  );

  test('name --replicas also when its number looks like an option, and take -h', () => {
    expect(() => readOptions(['--replicas', '-1', '--ha'])).toThrow('from 1 to 16 (it is "-1")');
    expect(readOptions(['-h']).help).toBe(true);
  });

  test('cannot have two kinds of Redis at once', () => {
    expect(() => readOptions(['--ha', '--cluster'])).toThrow('--ha and --cluster cannot be had together');
  });

  test.each([[['--replica', '2']], [['--replicas']], [['2']]])('%j are not understood', (words) => {
    expect(() => readOptions(words)).toThrow(/'--replicas?|'2'/);
  });
});

describe('a printed command', () => {
  test('works also when the data directory has a blank, a quote or a $ in its name', async () => {
    const file = join(dir, "it's a $HOME pass");
    await writeFile(file, 'sesame');
    const [url = '', body = ''] = loginCommand([{ name: 'store', url: 'http://localhost:1' }], 'a@b.example', file);
    expect(url).toContain('curl -s http://localhost:1/users/login');
    const { stdout } = spawnSync('sh', ['-c', body.trim().replace('-d', 'echo')], { encoding: 'utf8' });
    expect(JSON.parse(stdout)).toEqual({ email: 'a@b.example', password: 'sesame' });
    expect(loginCommand([], 'a@b.example', '.data/secrets/admin-password').join()).toContain(
      '$(cat .data/secrets/admin-password)',
    );
  });
});
