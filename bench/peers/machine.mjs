// @ts-check
// Where a figure was measured.
import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';

const BYTES_PER_GIB = 2 ** 30;

/** @typedef {ReturnType<typeof describeMachine>} Machine */

export function describeMachine() {
  return {
    at: new Date().toISOString(),
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGib: Math.round(totalmem() / BYTES_PER_GIB),
    kernel: release(),
    node: process.version,
    redis: versionOf('redis-server', ['--version']),
    commit: versionOf('git', ['rev-parse', '--short', 'HEAD']),
  };
}

/** The first line of what it prints. @param {string} command @param {string[]} args */
function versionOf(command, args) {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n')[0] ?? '';
  } catch {
    return 'unknown';
  }
}
