import { fileURLToPath } from 'node:url';
import { startProcess, waitUntil } from '@stockade/testing';

/** The command line without the build that comes first. */
export const OPS_MAIN = fileURLToPath(new URL('../../services/operations/dist/ops.js', import.meta.url));
const COMMAND_DEADLINE_MS = 30_000;

/** Runs the command line to its end; `lines` are those that are JSON. */
export async function runOps(line: string, env: Readonly<Record<string, string>>, main = OPS_MAIN) {
  const command = await startProcess({
    name: `ops ${line}`,
    command: process.execPath,
    args: [main, ...line.split(' ').filter(Boolean)],
    env: { PATH: process.env['PATH'], ...env },
  });
  const { code } = await waitUntil(() => command.exit(), { what: `ops ${line}`, deadlineMs: COMMAND_DEADLINE_MS });
  const output = command.output();
  return { code, output, lines: output.split('\n').filter((text) => text.startsWith('{')) };
}
