import type { FileHandle } from 'node:fs/promises';
import { setImmediate as endOfTurn } from 'node:timers/promises';
import { types } from 'node:util';

/** A file to which lines are appended. */
export interface Journal {
  append(line: string): void;
  /** Resolves once all that was appended so far is on the disk; rejects when it could not be written. */
  durable(): Promise<void>;
  /** Resolves when something could not be written. Nothing is written from then on. */
  readonly failed: Promise<Error>;
}

/**
 * Writes the lines of one turn of the event loop, and those that come while the disk is at work, with one write and one
 * fdatasync: a disk does the same few of them a second, however much each carries.
 */
export function makeJournal(file: Pick<FileHandle, 'appendFile' | 'datasync'>): Journal {
  let waiting = '';
  /** The commit that will take what waits. */
  let coming: Promise<void> | undefined;
  let latest = Promise.resolve();
  let fail: (error: Error) => void;
  const failed = new Promise<Error>((resolve) => (fail = resolve));

  async function commitAfter(before: Promise<void>): Promise<void> {
    await before;
    await endOfTurn();
    const text = waiting;
    waiting = '';
    latest = coming ?? latest;
    coming = undefined;
    await file.appendFile(text);
    await file.datasync();
  }

  return {
    failed,
    append(line) {
      waiting += `${line}\n`;
      if (coming !== undefined) return;
      coming = commitAfter(latest);
      coming.catch((error: unknown) => {
        const why = types.isNativeError(error) ? error.message : String(error);
        fail(new Error(`the ledger cannot be written: ${why}`, { cause: error }));
      });
    },
    durable: () => coming ?? latest,
  };
}
