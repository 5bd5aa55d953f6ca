import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { waitForLock } from './file-lock.js';
import { onOurDeath } from './leash.js';
import { startProcess, type DeathSignal, type ProcessOptions, type RunningProcess } from './process.js';
import type { RedisProgram } from './redis-program.js';
import { runCommand } from './run-command.js';

const DOCKER_KILL_TIMEOUT_MS = 10_000;
const CONTAINER_PORT = 6379;
/** The first process of its container. */
const CONTAINER_PID = 1;
const CONTAINER_DIR = '/data';
/** In the server's directory; held by whoever may write to its append-only file. */
const LOCK = 'lock';
const SECOND = 1_000;

export interface Launch {
  program: RedisProgram;
  /** Absolute. */
  dir: string;
  port: number;
  /** Options of the server apart from address and directory, as on its command line. */
  settings: readonly string[];
  password?: string | undefined;
  /** How long another server may take to leave the directory. */
  lockDeadlineMs: number;
  signalAtOurDeath: DeathSignal;
}

/** The server's process, or the Docker client that stands for it: either way its signals reach the server. */
export type LaunchedRedis = Pick<RunningProcess, 'pid' | 'exited' | 'exit' | 'output'> & {
  /** As the server itself reports it. */
  serverPid: number;
  signal(signal: NodeJS.Signals): Promise<void>;
};

/**
 * Starts a server on 127.0.0.1; resolves before it answers. It gets its own process group: Ctrl-C is for the
 * services, which need Redis until they have stopped. It holds the lock of its directory itself, for as long as it
 * lives and whatever becomes of us: two servers on one append-only file destroy it.
 */
export function launchRedis(launch: Launch): Promise<LaunchedRedis> {
  return launch.program.kind === 'docker'
    ? launchInDocker(launch, launch.program.image)
    : launchBinary(launch, launch.program.path);
}

async function launchBinary(launch: Launch, path: string): Promise<LaunchedRedis> {
  const { dir, port, lockDeadlineMs } = launch;
  const lock = await waitForLock(join(dir, LOCK), lockDeadlineMs).catch((error: unknown) => {
    throw new Error(`another Redis works on ${dir}, or its lock cannot be had`, { cause: error });
  });
  try {
    const args = [...serverArgs(launch), '--bind', '127.0.0.1', '--port', String(port), '--dir', dir];
    const server = await startProcess({ ...processOptions(launch), command: path, args, inheritedFd: lock.fd });
    return {
      ...server,
      serverPid: server.pid,
      signal(signal) {
        server.signal(signal);
        return Promise.resolve();
      },
    };
  } finally {
    lock.release();
  }
}

/** What runs first in a container: nobody outside of it can hold the lock for it. */
function lockInContainer(lockDeadlineMs: number): string {
  return `umask 077
    exec 9>>${CONTAINER_DIR}/${LOCK} || exit 1
    left=${Math.ceil(lockDeadlineMs / SECOND)}
    until flock -n 9; do
      [ $left -gt 0 ] || { echo 'another Redis works on this directory'; exit 1; }
      left=$((left - 1)); sleep 1
    done
    exec redis-server "$@"`;
}

async function launchInDocker(launch: Launch, image: string): Promise<LaunchedRedis> {
  const { dir, port, lockDeadlineMs, signalAtOurDeath } = launch;
  const container = `stockade-redis-${port}-${randomUUID()}`;
  const address = ['--bind', '*', '--port', String(CONTAINER_PORT), '--dir', CONTAINER_DIR];
  const server = [...serverArgs(launch), ...address, '--protected-mode', 'no'];
  const publish = ['--publish', `127.0.0.1:${port}:${CONTAINER_PORT}`, '--volume', `${dir}:${CONTAINER_DIR}`];
  const run = ['run', '--rm', '--interactive', '--name', container, ...asUs(), ...publish, image];
  const args = [...run, 'sh', '-c', lockInContainer(lockDeadlineMs), 'sh', ...server];
  const client = await startProcess({ ...processOptions(launch), command: 'docker', args });
  const release = onOurDeath(`docker kill --signal ${signalAtOurDeath} ${container}`);
  void client.exited.then(release);
  return {
    ...client,
    serverPid: CONTAINER_PID,
    async signal(signal) {
      // Not to the client: it cannot pass SIGKILL on.
      await runCommand('docker', ['kill', '--signal', signal, container], DOCKER_KILL_TIMEOUT_MS);
    },
  };
}

/** The password comes in a configuration on standard input: a command line is for everybody to see. */
function serverArgs({ settings, password }: Launch): string[] {
  return password === undefined ? [...settings] : ['-', ...settings];
}

function processOptions({ port, password, signalAtOurDeath }: Launch): Omit<ProcessOptions, 'command'> {
  const input = password === undefined ? {} : { input: `requirepass ${password}\nmasterauth ${password}\n` };
  return { name: `redis on port ${port}`, detached: true, signalAtOurDeath, ...input };
}

/** So that the files it writes are ours to delete. */
function asUs(): string[] {
  return process.getuid && process.getgid ? ['--user', `${process.getuid()}:${process.getgid()}`] : [];
}
