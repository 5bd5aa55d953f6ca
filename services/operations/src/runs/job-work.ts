import {
  JOB_FAILURES_SHOWN_MAX,
  JOB_ITEMS_SHOWN_MAX,
  type JobItemView,
  type JobKind,
  type JobView,
} from '@stockade/contracts';
import type { Finding, Repair, ShopLetters } from '@stockade/operations';
import { isUnavailable } from '@stockade/redis';
import { z } from 'zod';

/** Does what a job is for to one of its items, and says what became of it. Throws when Redis is away. */
export type Work = (item: string) => Promise<JobItemView>;

/** The outcomes after which nothing was changed because it could not be. */
const FAILURES: Readonly<Record<JobKind, ReadonlySet<string>>> = {
  replay: new Set(['unknown', 'unreadable', 'failed']),
  purge: new Set(['unknown', 'failed']),
  repair: new Set(['gone', 'unreadable', 'failed']),
};

const EVENTS = ['order-placed', 'order-completed', 'refund-initiated'] as const;
const INDEXES = ['orders', 'customer', 'refunds', 'refunds-customer'] as const;
export const remedySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('announce'), event: z.enum(EVENTS) }),
  z.object({ kind: z.literal('list'), index: z.enum(INDEXES) }),
  z.object({ kind: z.literal('list-user'), email: z.string() }),
]);
const repairItemSchema = z.object({ id: z.string(), remedy: remedySchema });

/** How a repair stands among the items of a job. */
export const toRepairItem = ({ id, remedy }: Pick<Finding, 'id' | 'remedy'>) => JSON.stringify({ id, remedy });

interface Tools {
  letters: Pick<ShopLetters, 'replay' | 'purge'>;
  repair: Repair;
}

/** What each kind of job does; every one may be repeated for the same item, and takes effect once. */
export function makeWorks({ letters, repair }: Tools): Readonly<Record<JobKind, Work>> {
  return {
    replay: async (id) => ({ id, outcome: await letters.replay(id).catch(failedUnlessAway) }),
    purge: async (id) => ({ id, outcome: await letters.purge(id).catch(failedUnlessAway) }),
    async repair(item) {
      const { id, remedy } = repairItemSchema.parse(JSON.parse(item));
      return { id, outcome: await repair(id, remedy).catch(failedUnlessAway) };
    },
  };
}

/** One item that Redis refuses does not keep a job from the others. */
function failedUnlessAway(error: unknown): 'failed' {
  if (isUnavailable(error)) throw error;
  return 'failed';
}

/** The job after these items were done. */
export function withDone(job: JobView, done: readonly JobItemView[]): JobView {
  const outcomes = { ...job.outcomes };
  for (const { outcome } of done) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  const failures = done.filter(({ outcome }) => FAILURES[job.kind].has(outcome));
  return {
    ...job,
    done: job.done + done.length,
    outcomes,
    failed: job.failed + failures.length,
    items: [...job.items, ...done].slice(0, JOB_ITEMS_SHOWN_MAX),
    failures: [...job.failures, ...failures].slice(0, JOB_FAILURES_SHOWN_MAX),
    trouble: null,
  };
}
