import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { onOurDeath } from './leash.js';
import { makeOutputTail, type OutputTail } from './output-tail.js';
import { waitUntil } from './wait-until.js';

const STOP_DEADLINE_MS = 10_000;
const OUTPUT_DEADLINE_MS = 10_000;
const LINES_SHOWN = 40;
const REPORTED_MAX = 12;

export type DeathSignal = 'SIGKILL' | 'SIGTERM';

export interface ProcessOptions {
  /** What messages call it. */
  name: string;
  command: string;
  args?: readonly string[];
  /** The whole environment; by default ours. */
  env?: Readonly<Record<string, string | undefined>>;
  cwd?: string;
  /** Its own process group, which a Ctrl-C on our terminal does not reach. Default false. */
  detached?: boolean;
  /** What it gets when we die, even when we are killed; default SIGKILL. */
  signalAtOurDeath?: DeathSignal;
  /** What its standard input has; default nothing. */
  input?: string;
  /** A descriptor that it inherits as its number 3, such as a lock. */
  inheritedFd?: number;
}

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface RunningProcess {
  readonly name: string;
  readonly pid: number;
  /** Resolves when it is gone and all its output is in; never rejects. */
  readonly exited: Promise<Exit>;
  /** How it ended, once it has. */
  exit(): Exit | undefined;
  /** The end of what it printed, stdout and stderr in the order in which they came. */
  output(): string;
  /** Waits (default 10 s) for output that matches. Throws with its last lines when it ends or the time is over. */
  waitForOutput(pattern: RegExp, deadlineMs?: number): Promise<RegExpExecArray>;
  /** Sends a signal that need not end it, such as SIGSTOP; does nothing once it is gone. */
  signal(signal: NodeJS.Signals): void;
  /** Sends a signal that ends it, by default SIGKILL, and waits until it has. */
  kill(signal?: NodeJS.Signals): Promise<Exit>;
  /** SIGTERM and wait (default 10 s). At the deadline SIGKILL, and throws an Error with its last lines. */
  stop(options?: { deadlineMs?: number }): Promise<Exit>;
}

const running = new Set<RunningProcess>();
const reports: (() => string)[] = [];

/** The processes that were started here and have not ended. */
export function runningProcesses(): readonly RunningProcess[] {
  return [...running];
}

/** How the latest 12 processes fare that were started here, and the last lines of each: evidence for a test that fails. */
export function reportOfProcesses(): string {
  return reports.map((report) => report()).join('\n');
}

/**
 * Starts a real process with its output captured. Resolves when it runs, which is before it is ready for anything.
 * Throws an Error that names the command when it cannot be started.
 */
export async function startProcess(options: ProcessOptions): Promise<RunningProcess> {
  const { name, command, args = [], env = process.env, cwd, detached = false } = options;
  const { input, inheritedFd = 'ignore', signalAtOurDeath = 'SIGKILL' } = options;
  const stdin = input === undefined ? 'ignore' : 'pipe';
  const child = spawn(command, args, { env, cwd, detached, stdio: [stdin, 'pipe', 'pipe', inheritedFd] });
  child.stdin?.on('error', () => {
    // It ended before it had read it all, and its exit says why.
  });
  child.stdin?.end(input);
  const tail = makeOutputTail();
  child.stdout?.setEncoding('utf8').on('data', tail.append);
  child.stderr?.setEncoding('utf8').on('data', tail.append);
  try {
    await once(child, 'spawn');
  } catch (error) {
    throw new Error(`cannot start ${name} (${command}): ${String(error)}`, { cause: error });
  }
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${name} was started and has no pid`);

  const self = control(name, pid, child, tail);
  running.add(self);
  const release = onOurDeath(`kill -${signalAtOurDeath === 'SIGKILL' ? 'KILL' : 'TERM'} ${pid}`);
  reports.push(() => `── ${name}, pid ${pid}, ${describeExit(self.exit())} ──\n${tail.lastLines(LINES_SHOWN)}`);
  if (reports.length > REPORTED_MAX) reports.shift();
  void self.exited.then(() => {
    running.delete(self);
    release();
  });
  return self;
}

/** `exit code 1`, `SIGKILL` or `still running`. */
export function describeExit(exit: Exit | undefined): string {
  if (exit === undefined) return 'still running';
  return exit.signal ?? `exit code ${exit.code}`;
}

function control(name: string, pid: number, child: ChildProcess, tail: OutputTail): RunningProcess {
  let exit: Exit | undefined;
  const exited = new Promise<Exit>((resolve) => {
    child.once('close', (code, signal) => {
      exit = { code, signal };
      resolve(exit);
    });
  });
  const failed = (what: string, cause?: unknown) =>
    new Error(`${name} ${what}; its last lines:\n${tail.lastLines(LINES_SHOWN)}`, { cause });

  return {
    name,
    pid,
    exited,
    exit: () => exit,
    output: tail.text,
    async waitForOutput(pattern, deadlineMs = OUTPUT_DEADLINE_MS) {
      const look = () => pattern.exec(tail.text()) ?? exit;
      const seen = await waitUntil(look, { what: String(pattern), deadlineMs }).catch((error: unknown) => {
        throw failed(`did not print ${String(pattern)} within ${deadlineMs} ms`, error);
      });
      if (Array.isArray(seen)) return seen;
      throw failed(`ended (${describeExit(exit)}) before it printed ${String(pattern)}`);
    },
    signal(signal) {
      child.kill(signal);
    },
    kill(signal = 'SIGKILL') {
      child.kill(signal);
      return exited;
    },
    async stop({ deadlineMs = STOP_DEADLINE_MS } = {}) {
      child.kill('SIGTERM');
      return waitUntil(() => exit, { what: `${name} to stop`, deadlineMs }).catch(async (error: unknown) => {
        child.kill('SIGKILL');
        await exited;
        throw failed(`did not stop within ${deadlineMs} ms of SIGTERM and was killed`, error);
      });
    },
  };
}
