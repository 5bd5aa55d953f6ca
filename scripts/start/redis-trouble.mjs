// @ts-check
import { describeExit } from '@stockade/local';
import { shellWord } from './shell-word.mjs';

const LINES_MAX = 3;
/** `4711:M 26 Nov 2026 10:46:26.477 # Short write …`: a line of Redis' log that warns. */
const WARNING = /^\d+:\w (?:\S+ ){4}# (.+)$/;
/** It says these at every start and at every end. */
const ROUTINE =
  /^(oO0Oo|Redis version|Redis is now ready|Configuration loaded|Server initialized|WARNING|Warning|Reading config|User requested)/;

/** What one can do about it. The longest loaded of these words comes first. @type {readonly [RegExp, (dir: string) => string][]} */
const REMEDIES = [
  [/No space left|Short write/, (dir) => `The disk of ${dir} is full: make room on it.`],
  [
    /redis-check-aof|Bad file format|Unexpected end of file/,
    (dir) =>
      `Its log is damaged. Copy ${dir} to a safe place, then type: redis-check-aof --fix ${shellWord(`${dir}/appendonlydir/appendonly.aof.manifest`)}`,
  ],
  [/Permission denied/, (dir) => `${dir} and all in it must belong to the user who runs npm start.`],
  [/Read-only file system/, (dir) => `${dir} is on a read-only file system.`],
  [
    /RDB format version/,
    (dir) => `${dir} was written by a newer Redis: name that one in STOCKADE_REDIS_SERVER, or set DATA_DIR.`,
  ],
  [/another Redis works on/, (dir) => `Another Redis works on ${dir}: stop it, or set DATA_DIR to another directory.`],
];

/**
 * Why a Redis ended, in a sentence or two, out of the end of its log, and what can be done about it.
 * @param {string} log
 * @param {string} dir where its data are
 * @param {import('@stockade/local').Exit} [exit]
 */
export function whyRedisEnded(log, dir, exit) {
  const lines = log.trimEnd().split('\n');
  const warnings = lines.flatMap((line) => WARNING.exec(line)?.[1] ?? []).filter((text) => !ROUTINE.test(text));
  const remedy = REMEDIES.find(([pattern]) => pattern.test(log))?.[1](dir);
  const said = (warnings.length > 0 || exit?.signal ? warnings : lines).slice(-LINES_MAX).join(' ');
  return [exit && `${describeExit(exit)}.`, said, remedy].filter(Boolean).join(' ');
}
