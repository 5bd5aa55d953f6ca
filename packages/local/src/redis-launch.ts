import { randomUUID } from 'node:crypto';
import { onOurDeath } from './leash.js';
import { type ProcessOptions, type RunningProcess, startProcess } from './process.js';
import type { RedisProgram } from './redis-program.js';
import { runCommand } from './run-command.js';

const DOCKER_KILL_TIMEOUT_MS = 10_000;
const CONTAINER_PORT = 6379;
/** Tells by which directory a container works, also to a later process. */
export const CONTAINER_DIR_LABEL = 'stockade.redis-dir';
/** The first process of its container. */
const CONTAINER_PID = 1;
const CONTAINER_DIR = '/data';

export interface Launch {
  program: RedisProgram;
  /** Absolute. */
  dir: string;
  port: number;
  /** Options of the server apart from address and directory, as on its command line. */
  settings: readonly string[];
  outlivesUs: boolean;
}

/** The server's process, or the Docker client that stands for it: either way its signals reach the server. */
export type LaunchedRedis = Pick<RunningProcess, 'pid' | 'exited' | 'exit' | 'output'> & {
  /** As the server itself reports it. */
  serverPid: number;
  signal(signal: NodeJS.Signals): Promise<void>;
};

/**
 * Starts a server on 127.0.0.1; resolves before it answers. It gets its own process group: Ctrl-C is for the
 * services, which need Redis until they have stopped.
 */
export function launchRedis(launch: Launch): Promise<LaunchedRedis> {
  return launch.program.kind === 'docker'
    ? launchInDocker(launch, launch.program.image)
    : launchBinary(launch, launch.program.path);
}

async function launchBinary({ dir, port, settings, outlivesUs }: Launch, path: string): Promise<LaunchedRedis> {
  const args = ['--bind', '127.0.0.1', '--port', String(port), '--dir', dir, ...settings];
  const server = await startProcess({ ...named(port), command: path, args, outlivesUs });
  return {
    ...server,
    serverPid: server.pid,
    signal(signal) {
      server.signal(signal);
      return Promise.resolve();
    },
  };
}

async function launchInDocker({ dir, port, settings, outlivesUs }: Launch, image: string): Promise<LaunchedRedis> {
  const container = `stockade-redis-${port}-${randomUUID()}`;
  const inside = [
    'redis-server',
    '--bind',
    '*',
    '--protected-mode',
    'no',
    '--port',
    String(CONTAINER_PORT),
    '--dir',
    CONTAINER_DIR,
  ];
  const publish = ['--publish', `127.0.0.1:${port}:${CONTAINER_PORT}`, '--volume', `${dir}:${CONTAINER_DIR}`];
  const args = [
    'run',
    '--rm',
    '--name',
    container,
    '--label',
    `${CONTAINER_DIR_LABEL}=${dir}`,
    ...asUs(),
    ...publish,
    image,
    ...inside,
    ...settings,
  ];
  const client = await startProcess({ ...named(port), command: 'docker', args, outlivesUs });
  const release = outlivesUs ? undefined : onOurDeath(`docker kill ${container}`);
  void client.exited.then(() => release?.());
  return {
    ...client,
    serverPid: CONTAINER_PID,
    async signal(signal) {
      // Not to the client: it cannot pass SIGKILL on.
      await runCommand('docker', ['kill', '--signal', signal, container], DOCKER_KILL_TIMEOUT_MS);
    },
  };
}

function named(port: number): Pick<ProcessOptions, 'name' | 'detached'> {
  return { name: `redis on port ${port}`, detached: true };
}

/** So that the files it writes are ours to delete. */
function asUs(): string[] {
  return process.getuid && process.getgid ? ['--user', `${process.getuid()}:${process.getgid()}`] : [];
}
