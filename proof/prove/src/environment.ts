import { execFile } from 'node:child_process';
import { cpus, release, totalmem, type } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Environment } from './proof.js';

const WORKSPACE = fileURLToPath(new URL('../../..', import.meta.url));
const GIT_TIMEOUT_MS = 10_000;

/** What the proof runs on, and what is proved. */
export async function readEnvironment(): Promise<Omit<Environment, 'redis'>> {
  const [commit, changes] = await Promise.all([git('rev-parse', 'HEAD'), git('status', '--porcelain')]);
  const processors = cpus();
  return {
    commit,
    dirty: changes === null ? null : changes !== '',
    node: process.version,
    os: `${type()} ${release()}`,
    cpu: processors[0]?.model.trim() || 'unknown',
    cores: processors.length,
    memory_bytes: totalmem(),
  };
}

/** Null without Git, or outside of a checkout. */
async function git(...args: string[]): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)('git', args, { cwd: WORKSPACE, timeout: GIT_TIMEOUT_MS });
    return stdout.trim();
  } catch {
    return null;
  }
}
