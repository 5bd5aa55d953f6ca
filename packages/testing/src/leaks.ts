import { afterAll, beforeAll } from '@jest/globals';
import { runningProcesses, waitUntil } from '@stockade/local';
import { showProcessesWhenATestFails } from './test-failure.js';

/** Closing is asynchronous: what is on its way out is not a leak. */
const SETTLE_DEADLINE_MS = 2_000;

export interface LeakOptions {
  /** Processes that are to run on, such as the suite's own Redis. */
  expectedPids?: () => readonly number[];
  /** Left-overs of other kinds, by name. */
  others?: () => Promise<readonly string[]>;
  /** Run after the check, whatever it found. */
  afterwards?: () => Promise<void>;
}

/**
 * Fails the suite when a child process, a listening server or one of `others` is left over after its tests and its
 * own `afterAll`s. Call it once, at the top of a test file; `usePrivateRedis` does that for you.
 */
export function useLeakCheck({
  expectedPids = () => [],
  others = () => Promise.resolve([]),
  afterwards,
}: LeakOptions = {}): void {
  showProcessesWhenATestFails();
  let before = countHandles();
  beforeAll(() => {
    before = countHandles();
  });

  const leftOvers = async () => {
    const now = countHandles();
    const strangers = now.processes - before.processes - runningProcesses().length;
    const servers = now.servers - before.servers;
    return [
      ...runningProcesses().flatMap(({ name, pid }) =>
        expectedPids().includes(pid) ? [] : [`process ${name} (pid ${pid})`],
      ),
      ...(strangers > 0 ? [`${strangers} child process(es) not started by startProcess`] : []),
      ...(servers > 0 ? [`${servers} listening server(s)`] : []),
      ...(await others()),
    ];
  };
  // jest runs afterAll hooks in the order of their definition, and this one has to see what is left after the file's
  // own: it is defined once the file has been evaluated.
  queueMicrotask(() => {
    afterAll(async () => {
      try {
        await expectNone(leftOvers);
      } finally {
        await afterwards?.();
      }
    });
  });
}

async function expectNone(leftOvers: () => Promise<readonly string[]>): Promise<void> {
  let found: readonly string[] = [];
  const look = async () => {
    found = await leftOvers();
    return found.length === 0;
  };
  await waitUntil(look, { what: 'the tests to leave nothing behind', deadlineMs: SETTLE_DEADLINE_MS }).catch(
    (error: unknown) => {
      throw new Error(`left over after the tests: ${found.join('; ')}`, { cause: error });
    },
  );
}

function countHandles(): { processes: number; servers: number } {
  const kinds = process.getActiveResourcesInfo();
  const count = (wanted: string) => kinds.filter((kind) => kind === wanted).length;
  return { processes: count('ProcessWrap'), servers: count('TCPServerWrap') };
}
