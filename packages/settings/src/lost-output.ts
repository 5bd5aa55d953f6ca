/** As a shell tells that SIGPIPE ended a command, which is what a pipe without a reader means. */
const UNREAD_EXIT_CODE = 141;
/** EX_IOERR of sysexits.h. */
const UNWRITABLE_EXIT_CODE = 74;

/** What a program that prints can no longer do. */
export interface LostOutput {
  /** Of the program that ends because of it. */
  exitCode: number;
  /** Null when whoever read the output has gone, as `head` does once it has enough. */
  trouble: string | null;
}

/**
 * Calls `act`, once, when standard output or standard error can no longer be written: its reader has gone, or its disk is full.
 * Without this Node ends the program with an error that nobody handles, or writes on for nobody.
 */
export function whenOutputIsLost(act: (lost: LostOutput) => void): void {
  let isLost = false;
  const streams = { 'standard output': process.stdout, 'standard error': process.stderr };
  for (const [name, stream] of Object.entries(streams)) {
    // Each later line brings the error again.
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (isLost) return;
      isLost = true;
      if (error.code === 'EPIPE') act({ exitCode: UNREAD_EXIT_CODE, trouble: null });
      else act({ exitCode: UNWRITABLE_EXIT_CODE, trouble: `${name} cannot be written: ${error.message}` });
    });
  }
}

/** Ends the program then, as SIGPIPE ends others: silently when its reader has gone, and else with the reason. */
export function endWhenOutputIsLost(program: string): void {
  whenOutputIsLost(({ exitCode, trouble }) => {
    if (trouble !== null) process.stderr.write(`${program}: ${trouble}\n`);
    process.exit(exitCode);
  });
}
