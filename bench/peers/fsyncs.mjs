// @ts-check
// How often a store has the disk sync while orders are taken, as strace sees it.
import { setTimeout as pause } from 'node:timers/promises';
import { startProcess } from '@stockade/local';
import { treeOf } from './process-tree.mjs';

/** Each of these makes what was written durable. */
const CALLS = 'fsync,fdatasync,msync,sync_file_range,syncfs';
/** It attaches to one thread after the other. */
const ATTACH_MS = 500;

/**
 * Counts while `work` is done. Undefined where strace is missing or may not look.
 * @param {readonly number[]} pids roots of trees
 * @param {() => Promise<unknown>} work
 * @returns {Promise<number | undefined>}
 */
export async function countFsyncs(pids, work) {
  const attach = pids.flatMap((pid) => treeOf(pid)).flatMap((pid) => ['-p', String(pid)]);
  const strace = await startProcess({
    name: 'strace',
    command: 'strace',
    args: ['-f', '-q', '-c', '-U', 'calls,name', '-e', `trace=${CALLS}`, ...attach],
  }).catch(() => undefined);
  if (strace === undefined) return undefined;
  await pause(ATTACH_MS);
  if (strace.exit() !== undefined) return undefined;
  await work();
  await strace.kill('SIGINT');
  const counts = [...strace.output().matchAll(/^\s*(\d+)\s+(\w+)$/gm)];
  return counts.filter(([, , name]) => name !== 'total').reduce((sum, [, calls]) => sum + Number(calls), 0);
}
