import { messageOf } from '@stockade/redis';
import type { Background, Logger } from '@stockade/service';
import type { History } from './history/history.js';
import type { Marks } from './marks/marks.js';
import type { Sampler } from './sampling/sampler.js';

interface RecorderParts {
  sampler: Sampler;
  history: History;
  marks: Marks;
  logger: Logger;
}

/** What the service does by itself: it takes samples and writes them down. What goes wrong is told once, and when it is over. */
export function makeRecorder({ sampler, history, marks, logger }: RecorderParts): Background {
  let trouble: string | null = null;
  let writing = Promise.resolve();

  function tell(now: string | null): void {
    if (now === trouble) return;
    if (now === null) logger.info('the shop is looked at and written down again');
    else logger.warn({ reason: now }, 'the shop cannot be looked at, or not be written down: the history has a gap');
    trouble = now;
  }

  sampler.listen({
    onSample(overview, isFull) {
      marks.see(overview, isFull);
      writing = history
        .write(overview)
        .then((outcome) => marks.write(outcome === 'written'))
        .then(
          () => tell(null),
          (error: unknown) => tell(messageOf(error)),
        );
    },
    onTrouble(error) {
      marks.miss();
      tell(messageOf(error));
    },
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
