import { describe, expect, test } from '@jest/globals';
import {
  commandLineOf,
  residentBytesOf,
  runningProcesses,
  startProcess,
  useLeakCheck,
  waitUntil,
} from '@stockade/testing';

useLeakCheck();

/** Node running this source, under a name. */
const node = (name: string, source: string) => startProcess({ name, command: process.execPath, args: ['-e', source] });
const IDLE = 'setInterval(() => {}, 1000)';

describe('startProcess', () => {
  test('captures both outputs and the exit code', async () => {
    const child = await node('both', 'console.log("out"); console.error("err"); process.exitCode = 3');
    expect(await child.exited).toEqual({ code: 3, signal: null });
    expect(child.output()).toMatch(/out\n/);
    expect(child.output()).toMatch(/err\n/);
  });

  test('names a command that cannot be started', async () => {
    await expect(startProcess({ name: 'ghost', command: '/no/such/program' })).rejects.toThrow(
      /cannot start ghost .*ENOENT/,
    );
  });

  test('waits for output', async () => {
    const child = await node('talker', `setTimeout(() => console.log("port 8001"), 20); ${IDLE}`);
    const [, port] = await child.waitForOutput(/port (\d+)/);
    expect(port).toBe('8001');
    expect(await child.kill()).toEqual({ code: null, signal: 'SIGKILL' });
  });

  test('shows the last lines of a process that ends without the output', async () => {
    const child = await node('mute', 'console.error("no configuration")');
    await expect(child.waitForOutput(/ready/)).rejects.toThrow(
      /mute ended \(exit code 0\) before it printed \/ready\/[^]*no configuration/,
    );
  });

  test('kills a process that ignores SIGTERM at the deadline, and says so', async () => {
    const child = await node('stubborn', `process.on("SIGTERM", () => {}); console.log("deaf"); ${IDLE}`);
    await child.waitForOutput(/deaf/);
    await expect(child.stop({ deadlineMs: 50 })).rejects.toThrow(/did not stop within 50 ms of SIGTERM and was killed/);
    expect(child.exit()).toEqual({ code: null, signal: 'SIGKILL' });
    expect(runningProcesses()).toEqual([]);
  });

  test('leaves no process behind when the process that started it is killed', async () => {
    const local = new URL('../dist/index.js', import.meta.url).href;
    const parent = await node(
      'parent',
      `import(${JSON.stringify(local)}).then(async ({ startProcess }) => {
        const child = await startProcess({ name: 'child', command: process.execPath, args: ['-e', ${JSON.stringify(IDLE)}] });
        console.log('child is', child.pid);
      }); ${IDLE}`,
    );
    const [, child] = await parent.waitForOutput(/child is (\d+)/);
    await parent.kill();
    await waitUntil(() => commandLineOf(Number(child)) === undefined, { what: 'the grandchild to be gone' });
  });

  test('does not keep its process up once all children are gone', async () => {
    const local = new URL('../dist/index.js', import.meta.url).href;
    const parent = await node(
      'parent',
      `import(${JSON.stringify(local)}).then(async ({ startProcess }) => {
        const child = await startProcess({ name: 'child', command: process.execPath, args: ['-e', ''] });
        await child.exited;
      });`,
    );
    expect(await parent.exited).toEqual({ code: 0, signal: null });
  });
});

describe('residentBytesOf', () => {
  const MEBIBYTE = 2 ** 20;

  test('sees what a process has written to, and nothing of one that is gone', async () => {
    const child = await node(
      'eater',
      `globalThis.food = Buffer.alloc(200 * ${MEBIBYTE}, 1); console.log("full"); ${IDLE}`,
    );
    await child.waitForOutput(/full/);
    expect(residentBytesOf(child.pid)).toBeGreaterThan(200 * MEBIBYTE);
    expect(residentBytesOf(child.pid)).toBeLessThan(400 * MEBIBYTE);
    await child.kill();
    expect(residentBytesOf(child.pid)).toBeUndefined();
  });
});
