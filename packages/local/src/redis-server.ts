import { resolve } from 'node:path';
import { defaultMaxmemoryBytes } from './maxmemory.js';
import { freePort } from './free-port.js';
import { obtainRedis } from './obtain-redis.js';
import { describeExit, type DeathSignal, type Exit } from './process.js';
import { launchRedis, type LaunchedRedis } from './redis-launch.js';
import type { RedisProgram } from './redis-program.js';
import { waitUntil } from './wait-until.js';
import { whoAnswers } from './who-answers.js';

/** Includes replaying the append-only file. */
const READY_DEADLINE_DEFAULT_MS = 10_000;
const LOCK_DEADLINE_DEFAULT_MS = 10_000;
const STOP_DEADLINE_MS = 20_000;
const PORT_ATTEMPTS_MAX = 3;

export interface RedisServerOptions {
  /** Where its append-only file lives; must exist. */
  dir: string;
  /** Default: a free one. */
  port?: number;
  /** Default `always`: what was answered is on the disk. */
  appendfsync?: 'always' | 'everysec';
  /** How much its data may take, as Redis takes it: `512mb`. Default: a quarter of what this process may use. */
  maxmemory?: string;
  /** More options as on the command line, such as `--enable-debug-command local`. */
  args?: readonly string[];
  /** Default: whatever `obtainRedis` finds. */
  program?: RedisProgram;
  /** Default 10 s. */
  readyDeadlineMs?: number;
  /** Without spaces and quotes. Default: everybody on this machine may connect. */
  password?: string;
  /** How long it waits for another server to leave its directory; default 10 s. */
  lockDeadlineMs?: number;
  /** What it gets when we die, even when we are killed; default SIGKILL. */
  signalAtOurDeath?: DeathSignal;
}

export interface RedisServer {
  /** With its password. */
  readonly url: string;
  readonly port: number;
  readonly dir: string;
  /** Of the present process; under Docker, of the client that runs the container. */
  pid(): number;
  /** Resolves when the present process is gone. */
  exited(): Promise<Exit>;
  /** The end of its log since the last start. */
  output(): string;
  /** Sends a signal that need not end it, such as SIGSTOP. */
  signal(signal: NodeJS.Signals): Promise<void>;
  /** Ends it with a signal, by default SIGKILL, and waits until it is gone. */
  kill(signal?: NodeJS.Signals): Promise<Exit>;
  /** Stops it as SHUTDOWN does, its append-only file synced. Does nothing when it is not running. */
  stop(): Promise<void>;
  /**
   * Starts it again on the same port and directory, stopping it first if it runs; resolves when it answers.
   * @param args in place of those of its start
   */
  restart(args?: readonly string[]): Promise<void>;
}

/**
 * Starts a private server on 127.0.0.1 that never evicts and keeps everything in an append-only file; resolves when
 * it answers PING. Throws an Error with the end of its log when it does not, and when another works on its directory.
 */
export async function startRedisServer(options: RedisServerOptions): Promise<RedisServer> {
  const program = options.program ?? (await obtainRedis());
  if (options.port !== undefined) return start(options, program, options.port);
  for (let attempt = 1; ; attempt++) {
    try {
      return await start(options, program, await freePort());
    } catch (error) {
      // Somebody else took the port between our asking for it and our server's binding it.
      if (attempt === PORT_ATTEMPTS_MAX || !isPortTaken(error)) throw error;
    }
  }
}

async function start(options: RedisServerOptions, program: RedisProgram, port: number): Promise<RedisServer> {
  const dir = resolve(options.dir);
  const {
    appendfsync = 'always',
    maxmemory = String(defaultMaxmemoryBytes()),
    args = [],
    readyDeadlineMs = READY_DEADLINE_DEFAULT_MS,
    lockDeadlineMs = LOCK_DEADLINE_DEFAULT_MS,
    signalAtOurDeath = 'SIGKILL',
    password,
  } = options;
  const durable = [
    ['--appendonly', 'yes'],
    ['--appendfsync', appendfsync],
    ['--save', ''],
    // Without a limit the policy says nothing: Redis would be ended by the system, and not refuse.
    ['--maxmemory', maxmemory],
    ['--maxmemory-policy', 'noeviction'],
    // What an order keeps as JSON is longer than the default of 64 bytes, and its hashes would take 500 bytes more.
    ['--hash-max-listpack-value', '1024'],
  ].flat();
  const launch = async (more: readonly string[]) => {
    const settings = [...durable, ...more];
    const launched = await launchRedis({ program, dir, port, settings, password, lockDeadlineMs, signalAtOurDeath });
    await answers(launched, port, password, readyDeadlineMs);
    return launched;
  };

  let present = await launch(args);
  const kill = async (signal: NodeJS.Signals = 'SIGKILL') => {
    if (present.exit() === undefined) await present.signal(signal);
    return present.exited;
  };
  const stop = async () => {
    if (present.exit() === undefined) await present.signal('SIGTERM');
    await waitUntil(present.exit, { what: `redis on port ${port} to stop`, deadlineMs: STOP_DEADLINE_MS }).catch(
      async (error: unknown) => {
        await kill('SIGKILL');
        throw error;
      },
    );
  };
  return {
    url: `redis://${password === undefined ? '' : `:${encodeURIComponent(password)}@`}127.0.0.1:${port}`,
    port,
    dir,
    pid: () => present.pid,
    exited: () => present.exited,
    output: () => present.output(),
    signal: (signal) => present.signal(signal),
    kill,
    stop,
    async restart(more = args) {
      await stop();
      present = await launch(more);
    },
  };
}

/** Waits for PONG: a server that loads its append-only file listens long before it answers. */
async function answers(
  launched: LaunchedRedis,
  port: number,
  password: string | undefined,
  deadlineMs: number,
): Promise<void> {
  const ended = () => launched.exit() && 'ended';
  const look = async () => ended() ?? ((await whoAnswers(port, password)) === launched.serverPid && 'answers');
  const failed = (why: string, cause?: unknown) =>
    new Error(`redis on port ${port} ${why}; its log ends:\n${launched.output()}`, { cause });
  try {
    if ((await waitUntil(look, { what: 'an answer to PING', deadlineMs, intervalMs: 5 })) === 'answers') return;
  } catch (error) {
    await launched.signal('SIGKILL');
    throw failed(`did not answer within ${deadlineMs} ms`, error);
  }
  throw failed(`ended (${describeExit(launched.exit())}) instead of starting`);
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && /address already in use|port is already allocated/i.test(error.message);
}
