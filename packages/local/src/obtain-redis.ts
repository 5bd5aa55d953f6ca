import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installWithApt } from './apt.js';
import { parseRedisProgram, REDIS_MAJOR_MIN, REDIS_PROGRAM_VARIABLE, type RedisProgram } from './redis-program.js';
import { runCommand } from './run-command.js';

const SERVER_NAMES = ['redis-server', 'valkey-server'];
const DOCKER_IMAGE = 'redis:8';
const VERSION_TIMEOUT_MS = 10_000;
const DOCKER_PULL_TIMEOUT_MS = 300_000;

/** Redis prints `Redis server v=7.0.15 sha=…`, Valkey `Server v=8.0.1 sha=…`. */
const VERSION = /\bv=(\d+)\.\d+\.\d+/;

/**
 * Finds a Redis or gets one: `STOCKADE_REDIS_SERVER` when set; else a server on the PATH; else from apt; else a
 * container. `say` is told about a server that is too old and before anything is installed; by default on stderr.
 * Throws an Error whose message has the one line to type.
 *
 * Installing is not for two processes at a time: `npm test` does it once and tells its workers by the variable.
 */
export async function obtainRedis(say: (line: string) => void = sayOnStderr): Promise<RedisProgram> {
  const chosen = process.env[REDIS_PROGRAM_VARIABLE];
  if (chosen) return parseRedisProgram(chosen);

  const present = await findOnPath(say);
  if (present) return present;

  const apt = await installWithApt(say);
  const installed = apt === 'installed' ? await findOnPath(say) : undefined;
  if (installed) return installed;

  if (await dockerHasImage(say)) return { kind: 'docker', image: DOCKER_IMAGE };
  throw new Error(
    `No Redis ${REDIS_MAJOR_MIN}.0 or newer on the PATH, and no Docker engine answers. Type: ${installLine()}` +
      (apt === 'installed' ? '' : `\n(${apt.not})`),
  );
}

function sayOnStderr(line: string): void {
  process.stderr.write(`redis: ${line}\n`);
}

async function findOnPath(say: (line: string) => void): Promise<RedisProgram | undefined> {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const candidates = SERVER_NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  for (const path of candidates.filter(isExecutable)) {
    const { output } = await runCommand(path, ['--version'], VERSION_TIMEOUT_MS);
    const major = VERSION.exec(output)?.[1];
    if (Number(major) >= REDIS_MAJOR_MIN) return { kind: 'binary', path };
    say(`${path} does not do: ${REDIS_MAJOR_MIN}.0 or newer is needed, it says ${JSON.stringify(output)}`);
  }
  return undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
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
