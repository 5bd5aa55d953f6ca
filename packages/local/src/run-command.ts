import { execFile } from 'node:child_process';

export interface CommandResult {
  ok: boolean;
  /** stdout and stderr, or why the command could not be run. */
  output: string;
}

/** Runs a command to its end; never throws. `timeoutMs` bounds it. */
export function runCommand(command: string, args: readonly string[], timeoutMs: number): Promise<CommandResult> {
  return new Promise((resolve) => {
    execFile(command, args, { timeout: timeoutMs, maxBuffer: 16 * 1024 * 1024 }, (error, stdout, stderr) => {
      const output = `${stdout}${stderr}`.trim();
      resolve({ ok: error === null, output: output || (error?.message ?? '') });
    });
  });
}
