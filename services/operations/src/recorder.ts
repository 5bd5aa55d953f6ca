import { messageOf } from '@stockade/redis';
import type { Background, Logger } from '@stockade/service';
import type { History } from './history/history.js';
import type { Sampler } from './sampling/sampler.js';

/** What the service does by itself: it takes samples and writes them down. What goes wrong is told once, and when it is over. */
export function makeRecorder(sampler: Sampler, history: History, logger: Logger): Background {
  let trouble: string | null = null;
  let writing = Promise.resolve();

  function tell(now: string | null): void {
    if (now === trouble) return;
    if (now === null) logger.info('the shop is looked at and written down again');
    else logger.warn({ reason: now }, 'the shop cannot be looked at, or not be written down: the history has a gap');
    trouble = now;
  }

  sampler.listen({
    onSample(overview) {
      writing = history.write(overview).then(
        () => tell(null),
        (error: unknown) => tell(messageOf(error)),
      );
    },
    onTrouble: (error) => tell(messageOf(error)),
  });
  return {
    start: () => sampler.start(),
    async stop() {
      await sampler.stop();
      await writing;
      await history.release().catch(() => 'the lease ends by itself');
    },
  };
}
