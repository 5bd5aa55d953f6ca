import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { newId } from '@stockade/contracts';
import type { Logger } from '@stockade/service';
import { SEED_MAX } from '@stockade/stage';
import { advance } from './advance.js';
import { passedOn } from './config.js';
import type { LabRequest, LabRun } from './schemas.js';
import { toldSchema } from './told.js';

const PROVE = fileURLToPath(new URL('../../prove/dist/main.js', import.meta.url));
/** Of what it said on its way to a failure. */
const WHY_LINES_MAX = 12;
const RATE_AT_FIRST = 20;

/** Runs proofs on systems of their own, one at a time: each is the command line's own process. */
export interface Lab {
  /** The run with this id, if it is the last one. */
  find(id: string): LabRun | null;
  last(): LabRun | null;
  /** Starts one; null while another is running. */
  start(request: LabRequest): LabRun | null;
  /** Says a line to a run by hand; false when it is not one, or over. */
  say(id: string, line: string): boolean;
  /** By hand: judges now. Else it is broken off, and proves nothing. */
  end(id: string): LabRun | null;
  setRate(id: string, ordersPerS: number): boolean;
  /** Calls back after each change. Returns the end of it. */
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}

export function makeLab(proofsDir: string, logger: Logger): Lab {
  let last: LabRun | null = null;
  let child: ChildProcess | null = null;
  const listeners = new Set<() => void>();

  function set(run: LabRun): LabRun {
    last = run;
    for (const listener of listeners) listener();
    return run;
  }

  function start(request: LabRequest): LabRun | null {
    if (child !== null) return null;
    const seed = request.seed ?? 1 + Math.floor(Math.random() * (SEED_MAX - 1));
    const args = argumentsOf(request, seed);
    const running = spawn(process.execPath, [PROVE, ...args, '--events', '--out', proofsDir], {
      env: passedOn(),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child = running;
    const run = set(newRun(request, seed, `npm run prove -- ${args.join(' ')}`));
    const said: string[] = [];
    const keep = (line: string) => void said.splice(0, Math.max(0, said.push(line) - WHY_LINES_MAX));
    createInterface({ input: running.stderr }).on('line', keep);
    createInterface({ input: running.stdout }).on('line', (line) => {
      const told = toldSchema.safeParse(parse(line));
      if (told.success && last !== null) set(advance(last, told.data));
      else keep(line);
    });
    running.stdin.on('error', () => 'it has ended');
    running.on('error', (error) => keep(error.message));
    running.once('close', (code) => {
      child = null;
      if (last?.state === 'running')
        set({ ...last, state: 'failed', phase: 'over', why: said.join('\n') || `it ended with ${code}` });
      logger.info({ run: run.run_id, verdict: last?.verdict, code }, 'the run is over');
    });
    logger.info({ run: run.run_id, command: run.command, pid: running.pid }, 'a run begins');
    return run;
  }

  function say(id: string, line: string): boolean {
    if (child === null || last?.run_id !== id || last.kind !== 'by-hand') return false;
    child.stdin?.write(`${line}\n`);
    return true;
  }

  return {
    find: (id) => (last?.run_id === id ? last : null),
    last: () => last,
    start,
    say,
    end(id) {
      if (last?.run_id !== id) return null;
      if (!say(id, 'end')) child?.kill('SIGTERM');
      return last;
    },
    setRate(id, ordersPerS) {
      if (last === null || !say(id, `rate ${ordersPerS}`)) return false;
      set({ ...last, orders_per_s: ordersPerS });
      return true;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      if (child === null) return;
      const ended = once(child, 'close');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function argumentsOf(request: LabRequest, seed: number): string[] {
  const ofKind =
    request.kind === 'by-hand'
      ? ['--by-hand']
      : [...(request.short ? ['--short'] : []), ...(request.mistake === undefined ? [] : ['--break', request.mistake])];
  return [...ofKind, '--seed', String(seed)];
}

function newRun(request: LabRequest, seed: number, command: string): LabRun {
  return {
    run_id: newId(),
    kind: request.kind,
    command,
    seed,
    mistake: request.kind === 'proof' ? (request.mistake ?? null) : null,
    started_at: new Date().toISOString(),
    state: 'running',
    phase: 'starting',
    part: null,
    told: null,
    is: null,
    orders_per_s: request.kind === 'by-hand' ? RATE_AT_FIRST : null,
    faults_planned: 0,
    faults: [],
    mutants: [],
    verdict: null,
    proof_id: null,
    why: null,
  };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
