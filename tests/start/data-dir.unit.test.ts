import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startProcess } from '@stockade/local';
import { useLeakCheck } from '@stockade/testing';
import { openDataDir, refuseDataDir } from '../../scripts/start/data-dir.mjs';
import { requireSameKind } from '../../scripts/start/redis-kinds.mjs';
import { claimDataDir, runOn } from '../../scripts/start/run-record.mjs';

useLeakCheck();

let dir = '';
let umask = 0;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stockade-start-'));
  umask = process.umask(0o022);
});
afterEach(async () => {
  process.umask(umask);
  await rm(dir, { recursive: true });
});

describe('a data directory', () => {
  const OTHER_RUN = `import(${JSON.stringify(new URL('../../scripts/start/run-record.mjs', import.meta.url).href)})
    .then(({ claimDataDir }) => { claimDataDir(process.argv[1]); console.log('claimed'); }, console.error);
    setInterval(() => {}, 1000);`;

  test('belongs to one run at a time, whatever its command line is, and is free once that one was killed', async () => {
    const other = await startProcess({ name: 'other', command: process.execPath, args: ['-e', OTHER_RUN, dir] });
    await other.waitForOutput(/claimed/);
    expect(() => claimDataDir(dir)).toThrow(
      `Another npm start (process ${other.pid} on ${hostname()}) works on DATA_DIR ${dir}.`,
    );
    expect(other.exit()).toBeUndefined();
    await other.kill();
    const run = claimDataDir(dir);
    expect(run.left?.pid).toBe(other.pid);
    run.release();
  });

  test('is not taken for used because of what a killed run wrote', async () => {
    await writeFile(join(dir, 'run.json'), JSON.stringify({ pid: process.ppid, host: hostname(), services: {} }));
    const first = claimDataDir(dir);
    expect(first.left?.pid).toBe(process.ppid);
    first.release();
    await writeFile(join(dir, 'run.json'), 'half a rec');
    const second = claimDataDir(dir);
    expect(second.left).toBeUndefined();
    second.release();
  });

  test('tells about the run on it for as long as that lives', () => {
    expect(runOn(dir)).toBeUndefined();
    const run = claimDataDir(dir);
    run.record((record) => {
      record.services['store'] = 4711;
    });
    expect(runOn(dir)).toMatchObject({ pid: process.pid, services: { store: 4711 } });
    run.release();
    expect(runOn(dir)).toBeUndefined();
    const next = claimDataDir(dir);
    expect(next.left).toBeUndefined();
    next.release();
  });

  test('is its owner’s alone, and so is all that is made in it', async () => {
    const data = join(dir, 'data');
    openDataDir(data);
    const run = claimDataDir(data);
    await writeFile(join(data, 'made'), '');
    expect(await modes(data, join(data, 'made'), join(data, 'run.json'), join(data, 'lock'))).toEqual([
      0o700, 0o600, 0o600, 0o600,
    ]);
    run.release();
  });

  test('that was made with wider modes is narrowed, unless others keep something there', async () => {
    const [ours, shared] = [join(dir, 'ours'), join(dir, 'shared')];
    for (const data of [ours, shared]) await mkdir(join(data, 'redis', 'appendonlydir'), { recursive: true });
    await writeFile(join(shared, 'holiday.jpg'), '');
    openDataDir(ours);
    openDataDir(shared);
    expect(await modes(ours, join(ours, 'redis'), join(ours, 'redis', 'appendonlydir'))).toEqual([0o700, 0o700, 0o700]);
    expect(await modes(shared, join(shared, 'redis'))).toEqual([0o755, 0o700]);
  });

  test('that cannot be had is refused in one line that names the setting and the reason', async () => {
    const file = join(dir, 'file');
    await writeFile(file, '');
    expect(() => openDataDir(file)).toThrow(`DATA_DIR cannot be used, a file is where a directory must be: ${file}`);
    expect(() => openDataDir(join(file, 'data'))).toThrow(
      /DATA_DIR cannot be used, a file is where a directory must be/,
    );
    expect(() => openDataDir('/proc/data')).toThrow(/^DATA_DIR cannot be used, .*\/proc\/data/);
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    expect(() => refuseDataDir(dir, full)).toThrow(`DATA_DIR cannot be used, its disk is full: ${dir}`);
  });
});

const modes = (...paths: string[]) => Promise.all(paths.map(async (path) => (await stat(path)).mode & 0o777));

describe('the data of another kind of Redis', () => {
  test('are left alone by a start that would not see them, and an empty folder is none of them', async () => {
    await mkdir(join(dir, 'redis-cluster'));
    expect(() => requireSameKind(dir, 'single')).not.toThrow();
    await writeFile(join(dir, 'redis-cluster', 'nodes.conf'), '');
    expect(() => requireSameKind(dir, 'single')).toThrow(`DATA_DIR ${dir} has the data of a run with --cluster`);
    expect(() => requireSameKind(dir, 'cluster')).not.toThrow();
  });
});
