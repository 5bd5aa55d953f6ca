import { newId, type AuditRequest, type AuditView, type FindingView, type Keys, type Page } from '@stockade/contracts';
import { audit, AUDIT_DEFAULTS, type AuditOptions, type OutsideProvider } from '@stockade/operations';
import { messageOf, type Redis } from '@stockade/redis';
import { endedEarly, followAudit, finishedWith } from './audit-progress.js';
import { makeAuditRecords, type AuditRecords } from './audit-records.js';
import { makeIdempotentIds, REPAIRS } from './idempotent-ids.js';
import type { Leases, WorkLease } from './leases.js';

/** The name of the lease: one process at a time runs an audit. */
const AUDIT = 'audit';
/** How often the progress of an audit is stored, and a request to cancel it is looked for. */
const NOTED_EVERY_MS = 250;
const CANCEL_KEPT_S = 60 * 60;

export interface Audits {
  /** Starts an audit, or returns the one that is running: there is one at a time. */
  start(startedBy: string, request: AuditRequest): Promise<{ audit: AuditView; isNew: boolean } | 'busy'>;
  find(auditId: string): Promise<AuditView | null>;
  /** Newest first. */
  list(page: { limit: number; cursor?: string | undefined }): Promise<Page<AuditView>>;
  findings(auditId: string, page: { limit: number; cursor?: number | undefined }): Promise<Page<FindingView> | null>;
  /** Ends it within moments; what it has found stays. */
  cancel(auditId: string): Promise<AuditView | null>;
  /** Interrupts the audit of this process; resolves when it has ended. */
  stop(): Promise<void>;
}

export interface AuditsOptions {
  redis: Redis;
  keys: Keys;
  leases: Leases;
  /** The payment provider, if it is outside. Called when an audit needs it. */
  provider: () => Promise<OutsideProvider | undefined>;
  onError: (error: unknown) => void;
}

/** Audits that outlive whoever started or watches them. One is running at a time, in one process. */
export function makeAudits({ redis, keys, leases, provider, onError }: AuditsOptions): Audits {
  const records = makeAuditRecords(redis, keys);
  const repairs = makeIdempotentIds(redis, keys);
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();

  async function asItIs(found: AuditView): Promise<AuditView> {
    const repairJob = await repairs.find({ by: REPAIRS, key: found.audit_id });
    const known = { ...found, repair_job: repairJob };
    if (found.state !== 'running' || (await leases.holderOf(AUDIT)) === found.audit_id) return known;
    const now = await records.find(found.audit_id);
    return now === null || now.state === 'running'
      ? endedEarly(known, 'interrupted')
      : { ...now, repair_job: repairJob };
  }

  async function find(auditId: string): Promise<AuditView | null> {
    const found = await records.find(auditId);
    return found && asItIs(found);
  }

  async function work(started: AuditView, lease: WorkLease): Promise<void> {
    const stop = AbortSignal.any([stopping.signal, lease.lost]);
    const ended = await runAudit(started, { redis, keys, records, provider, stop, onError });
    if (!lease.lost.aborted) await records.save(started.audit_id, ended).catch(onError);
    await lease.release();
  }

  return {
    find,
    async start(startedBy, request) {
      const auditId = newId();
      const lease = stopping.signal.aborted ? null : await leases.take(AUDIT, auditId, async () => true);
      if (lease === null) {
        const holder = await leases.holderOf(AUDIT);
        const present = holder && (await find(holder));
        return present ? { audit: present, isNew: false } : 'busy';
      }
      const started = newAudit(auditId, startedBy, request);
      try {
        await records.add(auditId, started);
      } catch (error) {
        await lease.release();
        throw error;
      }
      running = work(started, lease).catch(onError);
      return { audit: started, isNew: true };
    },
    async list(page) {
      const { items, next_cursor } = await records.list(page);
      return { items: await Promise.all(items.map(asItIs)), next_cursor };
    },
    findings: async (auditId, page) => ((await records.find(auditId)) ? records.findings(auditId, page) : null),
    async cancel(auditId) {
      const found = await find(auditId);
      if (found?.state === 'running')
        await redis.set(keys.opsCancelled(auditId), '1', { expiration: { type: 'EX', value: CANCEL_KEPT_S } });
      return found;
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

function newAudit(auditId: string, startedBy: string, request: AuditRequest): AuditView {
  const { stuck_ms = AUDIT_DEFAULTS.stuckMs, grace_ms = AUDIT_DEFAULTS.graceMs } = request;
  const { gateway = AUDIT_DEFAULTS.gateway } = request;
  const started: AuditView = {
    audit_id: auditId,
    state: 'running',
    started_by: startedBy,
    started_at: new Date().toISOString(),
    ended_at: null,
    options: { stuck_ms, grace_ms, gateway },
    segments: [],
    rules: [],
    findings: 0,
    repairable: 0,
    summary: null,
    trouble: null,
    repair_job: null,
  };
  return followAudit(started).view();
}

interface RunAudit extends Omit<AuditsOptions, 'leases'> {
  records: AuditRecords;
  stop: AbortSignal;
}

/** Runs an audit to its end and returns how it ended. */
async function runAudit(
  started: AuditView,
  { redis, keys, records, provider, stop, onError }: RunAudit,
): Promise<AuditView> {
  const auditId = started.audit_id;
  const progress = followAudit(started);
  let ends: 'cancelled' | 'interrupted' | null = null;

  async function note(): Promise<void> {
    if ((await redis.exists(keys.opsCancelled(auditId))) === 1) ends = 'cancelled';
    if (ends === null) await records.save(auditId, progress.view());
  }
  let noted = Promise.resolve();
  const noting = setInterval(() => {
    noted = noted.then(note).catch(() => {});
  }, NOTED_EVERY_MS);
  const goOn = () => {
    if (stop.aborted) ends ??= 'interrupted';
    if (ends !== null) throw new Ended();
  };

  const { stuck_ms: stuckMs, grace_ms: graceMs, gateway } = started.options;
  const options: AuditOptions = {
    stuckMs,
    graceMs,
    gateway,
    provider: undefined,
    onProgress(step) {
      progress.show(step);
      goOn();
    },
    async onFinding(finding) {
      await records.keep(auditId, finding, progress.count(finding));
      goOn();
    },
  };
  const now = () => ({ ...progress.view(), ended_at: new Date().toISOString() });
  try {
    const outside = gateway ? await provider() : undefined;
    const summary = await audit(redis, keys, { ...options, provider: outside });
    return finishedWith(now(), summary);
  } catch (error) {
    if (error instanceof Ended) return endedEarly(now(), ends ?? 'interrupted');
    onError(error);
    return endedEarly(now(), 'failed', messageOf(error));
  } finally {
    clearInterval(noting);
    // Otherwise it could overwrite the final state.
    await noted;
  }
}

/** Thrown through the audit, which has no other way to end early. */
class Ended extends Error {}
