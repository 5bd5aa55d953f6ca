import { spawn, type ChildProcess } from 'node:child_process';

/**
 * Keeps the last line that it was sent and runs it when its input ends, which the kernel sees to however we die.
 * An exit handler would not do: it does not run after kill -9, and jest gives tests a `process` that never exits.
 */
const RUN_LAST_LINE_AT_END = 'while IFS= read -r line; do last=$line; done; eval "$last"';

const held = new Map<symbol, string>();
let leash: ChildProcess | undefined;

/**
 * Has a shell command run once this process is gone, whatever ends it; not on Windows, which has no such shell.
 * Returns a function that takes the command back.
 */
export function onOurDeath(command: string): () => void {
  if (process.platform === 'win32') return () => undefined;
  const ticket = Symbol(command);
  held.set(ticket, command);
  tell();
  return () => {
    if (held.delete(ticket)) tell();
  };
}

function tell(): void {
  leash ??= startLeash();
  leash.stdin?.write(`${[...held.values()].join('; ')}\n`);
  if (held.size > 0) return;
  leash.stdin?.end();
  leash = undefined;
}

/** In its own process group, so that Ctrl-C cannot take it before us; unref'ed, so that it does not keep us alive. */
function startLeash(): ChildProcess {
  const shell = spawn('/bin/sh', ['-c', RUN_LAST_LINE_AT_END], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  shell.unref();
  shell.stdin.on('error', () => {
    // Somebody ended the shell: there is nothing left to tell it.
  });
  return shell;
}
