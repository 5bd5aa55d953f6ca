import type { ServerResponse } from 'node:http';

/** Answers that last as long as their client stays. */
export interface LiveAnswers {
  /** Remembers one; `giveUp` ends it at the service. */
  add(res: ServerResponse, giveUp: () => void): void;
  /** Ends them all, and each that begins from now on: their clients come back, to another process. */
  endAll(): void;
}

export function makeLiveAnswers(): LiveAnswers {
  const open = new Map<ServerResponse, () => void>();
  let areOver = false;
  const end = (res: ServerResponse, giveUp: () => void) => {
    giveUp();
    res.end();
  };
  return {
    add(res, giveUp) {
      if (areOver) {
        end(res, giveUp);
        return;
      }
      open.set(res, giveUp);
      res.once('close', () => open.delete(res));
    },
    endAll() {
      areOver = true;
      for (const [res, giveUp] of open) end(res, giveUp);
    },
  };
}
