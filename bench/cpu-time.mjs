// @ts-check
import { readFileSync } from 'node:fs';

/** Of /proc/<pid>/stat: Linux counts in hundredths of a second for every program. */
const MICROSECONDS_PER_TICK = 10_000;

/**
 * What a process has used so far, all its threads, in the kernel and outside: microseconds.
 * @param {number} pid
 */
export function cpuTimeOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the program comes in parentheses and may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * MICROSECONDS_PER_TICK;
}

/** @param {number[]} numbers */
export function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
