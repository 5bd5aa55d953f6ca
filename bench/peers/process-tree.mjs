// @ts-check
// What a process and all that it started have used, as Linux tells it.
import { readdirSync, readFileSync, statSync } from 'node:fs';

/** Of /proc/<pid>/stat: Linux counts in hundredths of a second for every program. */
const MICROSECONDS_PER_TICK = 10_000;
const BYTES_PER_KIB = 1_024;
/** Of /sys/dev/block/<device>/stat: https://docs.kernel.org/block/stat.html */
const SECTORS_WRITTEN = 6;
const BYTES_PER_SECTOR = 512;

/**
 * A process and its descendants. One that is gone has none.
 * @param {number} pid
 * @returns {number[]}
 */
export function treeOf(pid) {
  const threads = tryTo(() => readdirSync(`/proc/${pid}/task`)) ?? [];
  const children = threads.flatMap((thread) =>
    (tryTo(() => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8')) ?? '').split(' ').filter(Boolean),
  );
  return [pid, ...children.flatMap((child) => treeOf(Number(child)))];
}

/**
 * Processor time of a tree so far, in microseconds. What a child had used that has ended is in the account of its parent.
 * @param {number} pid
 */
export function cpuTimeOfTree(pid) {
  return sumOver(pid, (one) => {
    const stat = readFileSync(`/proc/${one}/stat`, 'utf8');
    // The name of the program comes in parentheses and may hold spaces.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0) * MICROSECONDS_PER_TICK;
  });
}

/**
 * Memory of a tree in bytes; what processes share counts once (PSS).
 * @param {number} pid
 */
export function memoryOfTree(pid) {
  return sumOver(pid, (one) => BYTES_PER_KIB * field(`/proc/${one}/smaps_rollup`, /^Pss:\s+(\d+) kB$/m));
}

/**
 * Bytes that the disk under a folder was told to write so far, whoever wrote them; NaN where Linux does not tell. What a process has
 * written is no measure: of a file that is laid out beforehand, as a log of PostgreSQL is, Linux counts a large piece of memory
 * for every page of it.
 * @param {string} folder
 */
export function bytesWrittenToDisk(folder) {
  const { dev } = statSync(folder);
  // As the C library takes a number of a device apart.
  const [major, minor] = [(dev >> 8) & 0xfff, (dev & 0xff) | ((dev >> 12) & 0xfff00)];
  const stat = tryTo(() => readFileSync(`/sys/dev/block/${major}:${minor}/stat`, 'utf8'));
  return Number(stat?.trim().split(/\s+/)[SECTORS_WRITTEN]) * BYTES_PER_SECTOR;
}

/** @param {string} path @param {RegExp} pattern */
const field = (path, pattern) => Number(pattern.exec(readFileSync(path, 'utf8'))?.[1] ?? 0);

/** @param {number} root @param {(pid: number) => number} read */
function sumOver(root, read) {
  return treeOf(root).reduce((sum, pid) => sum + (tryTo(() => read(pid)) ?? 0), 0);
}

/**
 * Undefined when the process is gone.
 * @template T
 * @param {() => T} read
 */
function tryTo(read) {
  try {
    return read();
  } catch {
    return undefined;
  }
}
