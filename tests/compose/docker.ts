import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const COMMAND_TIMEOUT_MS = 30_000;
const PULL_TIMEOUT_MS = 60_000;
const OUTPUT_BYTES_MAX = 16 * 1024 * 1024;
/** What the Dockerfile and docker-compose.yml start from. */
const IMAGES = ['node:24-trixie-slim', 'redis:8'];

const run = promisify(execFile);

interface DockerOptions {
  cwd?: string;
  env?: Readonly<Record<string, string | undefined>>;
  timeoutMs?: number;
}

/** Runs a docker command to its end; resolves with its stdout. Throws an Error with its stderr when it fails. */
export async function docker(args: readonly string[], options: DockerOptions = {}): Promise<string> {
  const { cwd, env = process.env, timeoutMs = COMMAND_TIMEOUT_MS } = options;
  const { stdout } = await run('docker', args, { cwd, env, timeout: timeoutMs, maxBuffer: OUTPUT_BYTES_MAX });
  return stdout.trim();
}

/** Why `docker compose up` cannot be tried on this machine, in a few words, or undefined when it can. */
export async function whyNoCompose(): Promise<string | undefined> {
  return (await works(['compose', 'version'])) ? whyNoContainer(IMAGES) : 'docker has no compose plugin';
}

/** Why a container of one of the images cannot be run on this machine, in a few words, or undefined when it can. */
export async function whyNoContainer(images: readonly string[]): Promise<string | undefined> {
  if (!(await works(['version', '--format', '{{.Server.Version}}']))) return 'no Docker engine answers';
  const had = await Promise.all(images.map(have));
  const missing = images.filter((_, i) => !had[i]);
  return missing.length === 0
    ? undefined
    : `there is no image ${missing.join(' and no image ')} and none can be pulled`;
}

async function have(image: string): Promise<boolean> {
  return (await works(['image', 'inspect', image])) || works(['pull', '--quiet', image], PULL_TIMEOUT_MS);
}

async function works(args: readonly string[], timeoutMs?: number): Promise<boolean> {
  return docker(args, { timeoutMs }).then(
    () => true,
    () => false,
  );
}
