import { createHash } from 'node:crypto';
import type { JobView, Keys, RepairPlan } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { makeAuditRecords, toFindingView } from './audit-records.js';
import type { Audits } from './audits.js';
import { REPAIRS } from './idempotent-ids.js';
import { toRepairItem } from './job-work.js';
import type { Jobs, NotStarted } from './jobs.js';

const TOKEN_LENGTH = 32;

interface Dependencies {
  redis: Redis;
  keys: Keys;
  audits: Pick<Audits, 'find'>;
  jobs: Pick<Jobs, 'start'>;
}

export interface AuditRepairs {
  /** What a repair of this audit would do; `running` while it may find more, null when there is no such audit. */
  plan(auditId: string): Promise<RepairPlan | 'running' | null>;
  /**
   * Does what a plan has shown, once: repeated, it finds the same job. `other` when the token is not that of the plan as it
   * is now.
   */
  repair(auditId: string, plan: RepairPlan, token: string, startedBy: string): Promise<JobView | NotStarted>;
}

/** Repairs what an audit has found, in two steps: nothing is repaired that was not shown. */
export function makeAuditRepairs({ redis, keys, audits, jobs }: Dependencies): AuditRepairs {
  const records = makeAuditRecords(redis, keys);

  return {
    async plan(auditId) {
      const found = await audits.find(auditId);
      if (found === null) return null;
      if (found.state === 'running') return 'running';
      const repairs = (await records.repairable(auditId)).map(toFindingView);
      const token = createHash('sha256').update(JSON.stringify(repairs)).digest('hex').slice(0, TOKEN_LENGTH);
      return { audit_id: auditId, token, repairs, left: found.findings - repairs.length };
    },
    async repair(auditId, plan, token, startedBy) {
      if (token !== plan.token) return 'other';
      return jobs.start({
        startedBy,
        under: { by: REPAIRS, key: auditId, digest: token },
        order: async () => ({
          kind: 'repair',
          about: { ids: null, filter: null, audit_id: auditId },
          items: (await records.repairable(auditId)).map(({ finding }) => toRepairItem(finding)),
          complete: true,
        }),
      });
    },
  };
}
