import type { Logger } from '@stockade/service';

/** Logs when something begins to fail and when it works again, and nothing in between. Given null, it works. */
export function makeTroubleLog(logger: Logger, { fails, works }: { fails: string; works: string }) {
  let trouble: string | null = null;
  return (now: string | null): void => {
    if (now === trouble) return;
    if (now === null) logger.info(works);
    else logger.warn({ reason: now }, fails);
    trouble = now;
  };
}
