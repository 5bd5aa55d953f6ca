import {
  auditViewSchema,
  FINDINGS_KEPT_MAX,
  jsonText,
  type AuditView,
  type FindingView,
  type Keys,
  type Page,
} from '@stockade/contracts';
import { describeRemedy, RULES, type Finding, type Rule } from '@stockade/operations';
import type { Redis } from '@stockade/redis';
import { z } from 'zod';
import { remedySchema } from './job-work.js';
import { makeRunRecords, RUNS_KEPT_S, type RunRecords } from './run-records.js';

const ruleSchema = z.string().refine((name): name is Rule => Object.hasOwn(RULES, name));
const findingSchema = jsonText(
  z.object({ rule: ruleSchema, id: z.string(), what: z.string(), remedy: remedySchema.optional() }),
);

/** What is kept of audits, and of each the first 1,000 of its findings. */
export interface AuditRecords extends RunRecords<AuditView> {
  /** Keeps a finding if there is room. */
  keep(auditId: string, finding: Finding, place: number): Promise<void>;
  /** Its findings from the one after a number on. */
  findings(auditId: string, page: { limit: number; cursor?: number | undefined }): Promise<Page<FindingView>>;
  /** Those that a repair can resolve, each with its place. */
  repairable(auditId: string): Promise<{ number: number; finding: Finding }[]>;
}

export function makeAuditRecords(redis: Redis, keys: Keys): AuditRecords {
  const records = makeRunRecords({
    redis,
    index: keys.opsAudits,
    keyOf: keys.opsAudit,
    besides: keys.opsAuditFindings,
    schema: auditViewSchema,
  });

  async function read(auditId: string, from: number, to: number): Promise<{ number: number; finding: Finding }[]> {
    const texts = await redis.lRange(keys.opsAuditFindings(auditId), from, to);
    return texts.map((text, i) => {
      const { remedy, ...finding } = findingSchema.parse(text);
      return { number: from + i + 1, finding: remedy === undefined ? finding : { ...finding, remedy } };
    });
  }

  return {
    ...records,
    async keep(auditId, finding, place) {
      if (place > FINDINGS_KEPT_MAX) return;
      const key = keys.opsAuditFindings(auditId);
      await redis.rPush(key, JSON.stringify(finding));
      if (place === 1) await redis.expire(key, RUNS_KEPT_S);
    },
    async findings(auditId, { limit, cursor = 0 }) {
      const found = await read(auditId, cursor, cursor + limit);
      const page = found.slice(0, limit);
      const next = found.length > limit ? page.at(-1)?.number : undefined;
      return { items: page.map(toFindingView), next_cursor: next === undefined ? null : String(next) };
    },
    async repairable(auditId) {
      const all = await read(auditId, 0, FINDINGS_KEPT_MAX - 1);
      return all.filter(({ finding }) => finding.remedy !== undefined);
    },
  };
}

export function toFindingView({ number, finding }: { number: number; finding: Finding }): FindingView {
  const { rule, id, what, remedy } = finding;
  return { number, rule, id, what, remedy: describeRemedy(remedy) };
}
