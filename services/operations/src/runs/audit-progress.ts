import { AUDIT_SEGMENTS, type AuditSegment, type AuditView } from '@stockade/contracts';
import { RULES, type AuditSummary, type Finding, type Progress } from '@stockade/operations';

const MS_PER_S = 1_000;

/** How far an audit of this process is. */
export interface AuditProgress {
  show(progress: Progress): void;
  /** Counts it, and returns the number of all so far. */
  count(finding: Finding): number;
  /** The audit as it is now. */
  view(): AuditView;
}

/** Follows an audit from its callbacks. */
export function followAudit(started: AuditView): AuditProgress {
  const counts = new Map<string, number>();
  const segments = new Map<string, { done: number; total: number; startedAt: number; endedAt: number | null }>();
  let [findings, repairable] = [0, 0];

  function toSegment(segment: AuditSegment['segment']): AuditSegment {
    const its = segments.get(segment);
    if (its === undefined) return { segment, state: 'waiting', done: 0, total: 0, rate_per_s: null };
    const { done, total, startedAt, endedAt } = its;
    const seconds = Math.max(1, (endedAt ?? performance.now()) - startedAt) / MS_PER_S;
    return {
      segment,
      state: endedAt === null ? 'running' : 'done',
      done,
      total,
      rate_per_s: Math.round(done / seconds),
    };
  }

  return {
    show({ step, done, total }) {
      const now = performance.now();
      for (const [name, its] of segments) if (name !== step) its.endedAt ??= now;
      segments.set(step, { done, total, startedAt: segments.get(step)?.startedAt ?? now, endedAt: null });
    },
    count({ rule, remedy }) {
      findings += 1;
      counts.set(rule, (counts.get(rule) ?? 0) + 1);
      if (remedy !== undefined) repairable += 1;
      return findings;
    },
    view: () => ({
      ...started,
      segments: AUDIT_SEGMENTS.map(toSegment),
      rules: Object.entries(RULES).map(([rule, says]) => ({ rule, says, findings: counts.get(rule) ?? 0 })),
      findings,
      repairable,
    }),
  };
}

/** The audit when it ended before it was finished. */
export function endedEarly(audit: AuditView, state: AuditView['state'], trouble: string | null = null): AuditView {
  const segments = audit.segments.map((its) => (its.state === 'running' ? { ...its, state: 'stopped' as const } : its));
  return { ...audit, state, trouble, segments };
}

/** The audit when it is finished. */
export function finishedWith(audit: AuditView, all: AuditSummary): AuditView {
  const { rules: _, findings: __, ...summary } = all;
  const totals: Record<AuditSegment['segment'], number> = {
    orders: summary.orders,
    keys: summary.keys,
    stock: summary.products,
  };
  return {
    ...audit,
    state: 'finished',
    summary,
    segments: audit.segments.map((its) => {
      const count = totals[its.segment];
      return { ...its, state: 'done', done: count, total: count, rate_per_s: its.rate_per_s ?? 0 };
    }),
  };
}
