import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import { useLeakCheck, waitUntil } from '@stockade/testing';
import { z } from 'zod';

useLeakCheck();
const TALKER = fileURLToPath(new URL('fixtures/talker.mjs', import.meta.url));
/** Of a process that keeps 4 MiB of lines and makes many more. */
const GROWTH_BYTES_MAX = 60 * 1_024 * 1_024;
const STOP_DEADLINE_MS = 5_000;

const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) {
    const gone = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
    child.kill('SIGKILL');
    await gone;
  }
});

const stateSchema = z.object({ lines: z.number(), rssBytes: z.number() });
const lineSchema = z.object({ n: z.number().optional(), lines: z.number().optional(), msg: z.string() });

/** A process that logs without a pause; nobody reads it unless a test does. */
function startTalker() {
  const child = fork(TALKER, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], execArgv: [] });
  children.push(child);
  return {
    child,
    async state() {
      child.send('tell');
      const [message]: unknown[] = await once(child, 'message');
      return stateSchema.parse(message);
    },
  };
}

function outputOf({ stdout }: ChildProcess): Readable {
  if (stdout === null) throw new Error('the output is not piped');
  return stdout;
}

describe('a log that nobody reads', () => {
  test('does not stop the process, nor make it grow', async () => {
    const { state } = startTalker();
    const first = await waitUntil(
      async () => {
        const seen = await state();
        return seen.lines > 1_000 && seen;
      },
      { what: 'the process to log' },
    );
    const last = await waitUntil(
      async () => {
        const seen = await state();
        return seen.lines > 20_000 && seen;
      },
      { what: '200 MB of lines' },
    );
    expect(last.rssBytes - first.rssBytes).toBeLessThan(GROWTH_BYTES_MAX);
  });

  test('does not keep the process from ending', async () => {
    const { child, state } = startTalker();
    await waitUntil(async () => (await state()).lines > 1_000, { what: 'the process to log' });
    child.kill('SIGTERM');
    await waitUntil(() => child.exitCode !== null, { what: 'the end', deadlineMs: STOP_DEADLINE_MS });
    expect(child.exitCode).toBe(0);
  });

  test('says how many lines were dropped once it is read again, and loses no others', async () => {
    const { child, state } = startTalker();
    await waitUntil(async () => (await state()).lines > 1_000, { what: 'the process to log' });
    let last = 0;
    let missing = 0;
    let reported = 0;
    for await (const text of createInterface({ input: outputOf(child) })) {
      const { n, lines, msg } = lineSchema.parse(JSON.parse(text));
      if (n !== undefined) {
        missing += n - last - 1;
        last = n;
        if (reported > 0) break;
      } else if (msg.includes('dropped')) {
        reported += lines ?? 0;
      }
    }
    expect(reported).toBeGreaterThan(0);
    expect(missing).toBe(reported);
  });

  test('does not take the process along when its reader is gone', async () => {
    const { child, state } = startTalker();
    outputOf(child).destroy();
    const { lines } = await state();
    await waitUntil(async () => (await state()).lines > lines + 500, { what: 'the process to go on' });
  });
});
