import { messageOf } from '@stockade/redis';
import type { Background, Logger } from '@stockade/service';
import type { History } from './history/history.js';
import type { Marks } from './marks/marks.js';
import type { Sampler } from './sampling/sampler.js';
import { makeTroubleLog } from './trouble-log.js';

interface RecorderParts {
  sampler: Sampler;
  history: History;
  marks: Marks;
  logger: Logger;
}

/** What the service does by itself: it takes samples and stores them. */
export function makeRecorder({ sampler, history, marks, logger }: RecorderParts): Background {
  let writing = Promise.resolve();
  const tell = makeTroubleLog(logger, {
    fails: 'the shop cannot be sampled, or the sample cannot be stored: the history has a gap',
    works: 'the shop is sampled and stored again',
  });

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
