import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/**
 * The command line of a running process, its arguments joined by spaces; undefined when no such process runs. A zombie
 * does not run. Reads /proc where there is one, because slim containers come without `ps`.
 */
export function commandLineOf(pid: number): string | undefined {
  try {
    const text = hasProc() ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') : askPs('command', pid);
    return text.trim() || undefined;
  } catch {
    return undefined;
  }
}

/** How much memory of the machine a process takes (RSS), in bytes; undefined when no such process runs. */
export function residentBytesOf(pid: number): number | undefined {
  try {
    const text = hasProc()
      ? /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
      : askPs('rss', pid);
    const kibibytes = Number(text);
    return kibibytes > 0 ? kibibytes * 1_024 : undefined;
  } catch {
    return undefined;
  }
}

function hasProc(): boolean {
  return existsSync('/proc/self/cmdline');
}

function askPs(column: 'command' | 'rss', pid: number): string {
  return execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}
