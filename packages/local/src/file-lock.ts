import { spawnSync } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { types } from 'node:util';
import { waitUntil } from './wait-until.js';

const ONLY_OWNER = 0o600;
/** Exit code of flock(1) when somebody else has the lock. */
const FLOCK_TAKEN = 1;
/** open(2) of macOS and BSD can take the lock that flock(2) takes; on Windows libuv opens without sharing. */
const O_EXLOCK = process.platform === 'win32' ? 0x1000_0000 : 0x20;
const TAKEN_CODES = ['EAGAIN', 'EBUSY', 'EPERM'];

/** The exclusive lock of a file. */
export interface FileLock {
  /** The lock lasts until every copy of this descriptor is closed: hand it to a child, and the child holds it too. */
  readonly fd: number;
  /** Closes ours. */
  release(): void;
}

/**
 * Takes the lock of a file, which is made if there is none, for its owner alone; undefined when somebody else has it.
 * It is flock(2)'s: the kernel keeps it, so it means the same in every container and under every command line, and it
 * ends with whoever holds it, however that ends. The file itself says nothing, and must never be removed: two could
 * then each hold the lock of a file of this name. Throws an Error when there can be no lock here.
 */
export function lockFile(path: string): FileLock | undefined {
  const fd = process.platform === 'linux' ? openAndFlock(path) : openLocked(path);
  return fd === undefined ? undefined : { fd, release: () => closeSync(fd) };
}

/** The same, and waits for it as long as that. Throws an Error when it was not to be had. */
export function waitForLock(path: string, deadlineMs: number): Promise<FileLock> {
  return waitUntil(() => lockFile(path), { what: `the lock of ${path}`, deadlineMs, intervalMs: 100 });
}

/** Node has no flock(2). The one of flock(1) stays on our descriptor when the program has ended. */
function openAndFlock(path: string): number | undefined {
  const fd = openSync(path, 'a', ONLY_OWNER);
  const flock = spawnSync('flock', ['-x', '-n', '3'], { stdio: ['ignore', 'ignore', 'pipe', fd], encoding: 'utf8' });
  if (flock.status === 0) return fd;
  closeSync(fd);
  if (flock.status === FLOCK_TAKEN) return undefined;
  throw new Error(`cannot lock ${path}: ${flock.error?.message ?? flock.stderr.trim()}`, { cause: flock.error });
}

function openLocked(path: string): number | undefined {
  try {
    return openSync(path, constants.O_RDWR | constants.O_CREAT | (constants.O_NONBLOCK ?? 0) | O_EXLOCK, ONLY_OWNER);
  } catch (error) {
    if (types.isNativeError(error) && 'code' in error && TAKEN_CODES.includes(String(error.code))) return undefined;
    throw error;
  }
}
