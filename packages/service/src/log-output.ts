import { writeSync } from 'node:fs';

/** How much may wait for a reader; lines beyond it are dropped. */
const UNREAD_BYTES_MAX = 4 * 1_024 * 1_024;
const RETRY_MS = 10;
/** Room for the line that reports the number of dropped lines. */
const REPORT_BYTES = 1_024;
/** How long the process tries to write waiting lines at its end. */
const LAST_WORDS_MS = 500;
const LAST_WORDS_RETRY_MS = 10;

export interface LogOutput {
  /** Writes a line, or keeps it until it can be written, or drops it when too much waits already. */
  write(line: string): void;
  /** Tries for a moment to write the waiting lines. For the end of the process. */
  flushSync(): void;
}

export interface LogOutputOptions {
  fd: number;
  /** Gets the number of dropped lines, once lines can be written again. */
  onDropped: (lines: number) => void;
}

/**
 * Writes to a non-blocking descriptor, such as a pipe on standard output. Its reader may freeze, and the service must
 * not grow, wait or fail to stop because of that. We do not use pino's own destination: it keeps unread lines without a
 * bound, or, given one, drops lines silently; and its flush at the end of the process tries for ever.
 */
export function makeLogOutput({ fd, onDropped }: LogOutputOptions): LogOutput {
  let unread: Buffer[] = [];
  let unreadBytes = 0;
  let dropped = 0;
  let isGone = false;
  let retry: NodeJS.Timeout | undefined;

  /** Writes as much as possible; returns whether that was all. */
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
      // Any other error may be temporary: there is no reader now, or the disk is full.
      isGone = isForGood(error);
      return 0;
    }
  }

  function drainLater(): void {
    retry ??= setTimeout(() => {
      retry = undefined;
      if (!drain()) drainLater();
      if (dropped > 0 && unreadBytes + REPORT_BYTES <= UNREAD_BYTES_MAX) onDropped(takeDropped());
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
      if (unreadBytes + bytes.length > UNREAD_BYTES_MAX) {
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

/** True when the reader has closed the pipe. */
function isForGood(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'EBADF');
}

/** Blocks, because the event loop no longer runs at the end of a process. */
function wait(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
