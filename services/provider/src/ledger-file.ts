import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { lockFile, type FileLock } from '@stockade/local';

const CHUNK_BYTES = 1_048_576;
const LINE_END = 0x0a;

/** The open file of a ledger, which this process alone may use. */
export interface LedgerFile {
  readonly file: FileHandle;
  /** What was cut off its end: the last line, which a crash had left half-written. */
  readonly cutBytes: number;
  close(): Promise<void>;
}

/**
 * Opens a ledger, makes it if there is none, and hands over each of its lines. Half a line at the end is cut off: it was
 * never answered. Throws an Error when another process has the ledger, and whatever `takeLine` throws.
 */
export async function openLedgerFile(
  path: string,
  takeLine: (line: string, number: number) => void,
): Promise<LedgerFile> {
  await mkdir(dirname(path), { recursive: true });
  const lock = lockFile(path);
  if (lock === undefined)
    throw new Error(`another process has the ledger ${path}: stop it, or set PROVIDER_LEDGER to another file`);
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'a+');
    const { size } = await file.stat();
    const wholeBytes = await readLines(file, takeLine);
    if (wholeBytes < size) await file.truncate(wholeBytes);
    await file.sync();
    await syncFolder(dirname(path));
    return { file, cutBytes: size - wholeBytes, close: () => closeBoth(file, lock) };
  } catch (error) {
    await closeBoth(file, lock);
    throw error;
  }
}

async function closeBoth(file: FileHandle | undefined, lock: FileLock): Promise<void> {
  await file?.close();
  lock.release();
}

/** Returns how many bytes the whole lines take. */
async function readLines(file: FileHandle, takeLine: (line: string, number: number) => void): Promise<number> {
  const chunk = Buffer.alloc(CHUNK_BYTES);
  let rest = Buffer.alloc(0);
  let wholeBytes = 0;
  let lines = 0;
  for (;;) {
    const { bytesRead } = await file.read(chunk, 0, chunk.length, wholeBytes + rest.length);
    if (bytesRead === 0) return wholeBytes;
    const data = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
    let start = 0;
    for (let end = data.indexOf(LINE_END); end >= 0; end = data.indexOf(LINE_END, start)) {
      lines += 1;
      takeLine(data.toString('utf8', start, end), lines);
      start = end + 1;
    }
    wholeBytes += start;
    rest = data.subarray(start);
  }
}

/** A new file survives a crash only once its folder is on the disk too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync();
  await folder.close();
}
