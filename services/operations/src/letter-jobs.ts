import { createHash } from 'node:crypto';
import type { JobView, LetterChoice } from '@stockade/contracts';
import type { ShopLetters } from '@stockade/operations';
import type { Jobs, NotStarted } from './runs/jobs.js';

/** Somebody asks for a job about dead letters. */
interface LetterRequest {
  startedBy: string;
  choice: LetterChoice;
  /** A repetition under the same key finds the same job. */
  idempotencyKey: string | undefined;
}

/** Refuses a purge that would remove another number of dead letters than expected. */
export class CountDiffers extends Error {
  override name = 'CountDiffers';
  readonly count: number;
  constructor(count: number) {
    super(`${count} dead letters are meant now`);
    this.count = count;
  }
}

export interface LetterJobs {
  replay(request: LetterRequest): Promise<JobView | NotStarted>;
  /** Rejects with CountDiffers unless exactly so many are meant. */
  purge(request: LetterRequest, expectedCount: number): Promise<JobView | NotStarted>;
}

/** Starts jobs that replay or purge many dead letters. Which ones is settled when a job starts: later ones are left alone. */
export function makeLetterJobs(letters: Pick<ShopLetters, 'select' | 'find'>, jobs: Pick<Jobs, 'start'>): LetterJobs {
  async function choose(choice: LetterChoice): Promise<{ ids: string[]; complete: boolean }> {
    return 'filter' in choice ? letters.select(choice.filter) : { ids: [...new Set(choice.ids)], complete: true };
  }

  async function countOf(choice: LetterChoice, ids: readonly string[]): Promise<number> {
    if ('filter' in choice) return ids.length;
    const found = await Promise.all(ids.map((id) => letters.find(id)));
    return found.filter((letter) => letter !== null).length;
  }

  const start = (
    kind: 'replay' | 'purge',
    { startedBy, choice, idempotencyKey }: LetterRequest,
    expectedCount: number | null,
  ) =>
    jobs.start({
      startedBy,
      under:
        idempotencyKey === undefined
          ? null
          : { by: startedBy, key: idempotencyKey, digest: digestOf([kind, choice, expectedCount]) },
      async order() {
        const { ids, complete } = await choose(choice);
        if (expectedCount !== null) {
          const count = await countOf(choice, ids);
          if (count !== expectedCount) throw new CountDiffers(count);
        }
        const filter = 'filter' in choice ? choice.filter : null;
        return {
          kind,
          about: { ids: filter === null ? ids.length : null, filter, audit_id: null },
          items: ids,
          complete,
        };
      },
    });

  return {
    replay: (request) => start('replay', request, null),
    purge: (request, expectedCount) => start('purge', request, expectedCount),
  };
}

const digestOf = (asked: unknown) => createHash('sha256').update(JSON.stringify(asked)).digest('hex');
