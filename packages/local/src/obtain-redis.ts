import { programsOnPath } from './on-path.js';
import { parseRedisProgram, REDIS_MAJOR_MIN, REDIS_PROGRAM_VARIABLE, type RedisProgram } from './redis-program.js';
import { runCommand } from './run-command.js';
import { unpackedBefore, unpackRedis } from './unpacked-redis.js';

const SERVER_NAMES = ['redis-server', 'valkey-server'];
const DOCKER_IMAGE = 'redis:8';
const VERSION_TIMEOUT_MS = 10_000;
const DOCKER_PULL_TIMEOUT_MS = 300_000;

/** Redis prints `Redis server v=7.0.15 sha=…`, Valkey `Server v=8.0.1 sha=…`. */
const VERSION = /\bv=(\d+)\.\d+\.\d+/;

/**
 * Finds a Redis or gets one: `STOCKADE_REDIS_SERVER` when set; else a server on the PATH; else, on Debian and Ubuntu,
 * one that is unpacked into the user's cache; else a container. Nothing of the system is changed. `say` is told in a
 * line what is done and why a server does not do; by default on stderr.
 * Throws an Error whose message has the one line to type.
 */
export async function obtainRedis(say: (line: string) => void = sayOnStderr): Promise<RedisProgram> {
  const chosen = process.env[REDIS_PROGRAM_VARIABLE];
  if (chosen) return parseRedisProgram(chosen);

  const onPath = await firstThatWorks(programsOnPath(SERVER_NAMES), say);
  if (onPath) return onPath;
  const before = await firstThatWorks(await unpackedBefore(), () => undefined);
  if (before) return before;
  const unpacked = await unpackRedis(async (path) => (await troubleOf(path)) === undefined, say);
  if ('path' in unpacked) return { kind: 'binary', path: unpacked.path };

  if (await dockerHasImage(say)) return { kind: 'docker', image: DOCKER_IMAGE };
  throw new Error(
    `No Redis ${REDIS_MAJOR_MIN}.0 or newer on the PATH, and no Docker engine answers. Type: ${installLine()}\n` +
      `(Not unpacked from packages: ${unpacked.not})`,
  );
}

function sayOnStderr(line: string): void {
  console.error(`redis: ${line}`);
}

async function firstThatWorks(
  paths: readonly string[],
  say: (line: string) => void,
): Promise<RedisProgram | undefined> {
  for (const path of paths) {
    const trouble = await troubleOf(path);
    if (trouble === undefined) return { kind: 'binary', path };
    say(`${path} does not do: ${trouble}`);
  }
  return undefined;
}

async function troubleOf(path: string): Promise<string | undefined> {
  const { output } = await runCommand(path, ['--version'], VERSION_TIMEOUT_MS);
  if (Number(VERSION.exec(output)?.[1]) >= REDIS_MAJOR_MIN) return undefined;
  return `${REDIS_MAJOR_MIN}.0 or newer is needed, it says ${JSON.stringify(output)}`;
}

async function dockerHasImage(say: (line: string) => void): Promise<boolean> {
  const engine = await runCommand('docker', ['version', '--format', '{{.Server.Version}}'], VERSION_TIMEOUT_MS);
  if (!engine.ok) return false;
  if ((await runCommand('docker', ['image', 'inspect', DOCKER_IMAGE], VERSION_TIMEOUT_MS)).ok) return true;
  say(`pulling the Docker image ${DOCKER_IMAGE}`);
  return (await runCommand('docker', ['pull', DOCKER_IMAGE], DOCKER_PULL_TIMEOUT_MS)).ok;
}

function installLine(): string {
  if (process.platform === 'darwin') return 'brew install redis';
  return "sudo apt-get install -y redis-server   (or your system's package for Redis or Valkey, or set REDIS_URL)";
}
