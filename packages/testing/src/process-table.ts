import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/**
 * The command line of a running process, its arguments joined by spaces; undefined when no such process runs. A zombie
 * does not run. Reads /proc where there is one, because slim containers come without `ps`.
 */
export function commandLineOf(pid: number): string | undefined {
  try {
    const text = existsSync('/proc/self/cmdline')
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        });
    return text.trim() || undefined;
  } catch {
    return undefined;
  }
}
