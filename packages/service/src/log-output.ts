import { writeSync } from 'node:fs';

/** What may wait for somebody who does not read; lines beyond it are dropped. */
const UNREAD_BYTES_DEFAULT_MAX = 4 * 1_024 * 1_024;
const RETRY_MS = 10;
/** Room for the line that says how many were dropped. */
const REPORT_BYTES = 1_024;
/** At the end of the process, for what still waits. */
const LAST_WORDS_MS = 500;
const LAST_WORDS_RETRY_MS = 10;

export interface LogOutput {
  /** Writes a line, or keeps it until it can be written; drops it when too much waits already. */
  write(line: string): void;
  /** Writes what waits, for a moment at most. For the end of the process. */
  flushSync(): void;
}

export interface LogOutputOptions {
  fd: number;
  /** Told how many lines were dropped, once they can be written again. */
  onDropped: (lines: number) => void;
  unreadBytesMax?: number;
}

/**
 * Writes to a descriptor that does not block, such as a pipe on standard output. Whoever reads it may stand still: a
 * service must not grow, wait or outlive its stop because of that. Not pino's own destination: it keeps what nobody reads
 * without a bound, or, told one, drops lines without a word; and its flush at the end of the process tries for ever.
 */
export function makeLogOutput({
  fd,
  onDropped,
  unreadBytesMax = UNREAD_BYTES_DEFAULT_MAX,
}: LogOutputOptions): LogOutput {
  let unread: Buffer[] = [];
  let unreadBytes = 0;
  let dropped = 0;
  let isGone = false;
  let retry: NodeJS.Timeout | undefined;

  /** Writes as much as goes, and answers whether that was all. */
  function drain(): boolean {
    while (unread.length > 0 && !isGone) {
      const bytes = unread.length === 1 && unread[0] ? unread[0] : Buffer.concat(unread);
      const written = tryWrite(bytes);
      unread = written < bytes.length ? [bytes.subarray(written)] : [];
      unreadBytes = bytes.length - written;
      if (unreadBytes > 0) return false;
    }
    return true;
  }

  function tryWrite(bytes: Buffer): number {
    try {
      return writeSync(fd, bytes);
    } catch (error) {
      // Anything else may pass: nobody reads now, or the disk is full.
      isGone = isForGood(error);
      return 0;
    }
  }

  function drainLater(): void {
    retry ??= setTimeout(() => {
      retry = undefined;
      if (!drain()) drainLater();
      if (dropped > 0 && unreadBytes + REPORT_BYTES <= unreadBytesMax) onDropped(takeDropped());
    }, RETRY_MS).unref();
  }

  function takeDropped(): number {
    const lines = dropped;
    dropped = 0;
    return lines;
  }

  return {
    write(line) {
      if (isGone) return;
      const bytes = Buffer.from(line);
      if (unreadBytes + bytes.length > unreadBytesMax) {
        dropped += 1;
        return;
      }
      unread.push(bytes);
      unreadBytes += bytes.length;
      if (retry === undefined && !drain()) drainLater();
    },
    flushSync() {
      const until = performance.now() + LAST_WORDS_MS;
      while (!drain() && performance.now() < until) wait(LAST_WORDS_RETRY_MS);
    },
  };
}

/** Whoever read it has closed it. */
function isForGood(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'EBADF');
}

/** Without the event loop, which is over when a process ends. */
function wait(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
