import {
  jsonText,
  markKindSchema,
  reasonsOf,
  toIso,
  type AuditView,
  type JobView,
  type Keys,
  type Mark,
  type OverviewView,
} from '@stockade/contracts';
import { leaveOutUnreadable, UnreadableRecordError, type Redis } from '@stockade/redis';
import { z } from 'zod';
import type { Audits } from '../runs/audits.js';
import type { Jobs } from '../runs/jobs.js';
import { RUNS_KEPT_MAX } from '../runs/run-records.js';
import { makeAbsences, type Absence } from './absences.js';

/** Marks that are kept besides the jobs and the audits, which have records of their own: the newest. */
export const MARKS_KEPT_MAX = 200;
/** As long as the longest history is kept. */
const MARKS_KEPT_S = 8 * 24 * 60 * 60;
/** Marks that wait for Redis to take them; more are forgotten. */
const WAITING_MAX = 20;

/** What happened besides orders: jobs, audits, times in which something was away, and starts of this service. */
export interface Marks {
  see(overview: OverviewView, isFull: boolean): void;
  /** Notes that Redis did not answer. */
  miss(): void;
  /**
   * Writes down that this process was started, which no other knows, and what was seen if this is the process that writes: the
   * others have seen the same. Rejects while Redis is away.
   */
  write(isWriter: boolean): Promise<void>;
  /** All that were not over before a time, oldest first. */
  list(sinceMs: number): Promise<Mark[]>;
}

export interface MarksOptions {
  redis: Redis;
  keys: Pick<Keys, 'opsMarks'>;
  jobs: Pick<Jobs, 'list'>;
  audits: Pick<Audits, 'list'>;
}

const keptSchema = z.object({
  kind: markKindSchema,
  from: z.iso.datetime(),
  to: z.iso.datetime().nullable(),
  says: z.string(),
});
type Kept = z.infer<typeof keptSchema>;
const keptTextSchema = jsonText(keptSchema);

export function makeMarks({ redis, keys, jobs, audits }: MarksOptions): Marks {
  const absences = makeAbsences();
  const startedAt = new Date().toISOString();
  /** That this process was started, until it is written down. */
  let start: Kept[] = [{ kind: 'start', from: startedAt, to: startedAt, says: 'The operations service was started' }];
  let waiting: Kept[] = [];

  async function readKept(): Promise<Kept[]> {
    const texts = await redis.lRange(keys.opsMarks, 0, -1);
    const kept = await Promise.all(texts.map((text) => leaveOutUnreadable(parseKept(text))));
    return kept.filter((one) => one !== null);
  }

  async function parseKept(text: string): Promise<Kept> {
    const { data, error } = keptTextSchema.safeParse(text);
    if (error) throw new UnreadableRecordError(keys.opsMarks, reasonsOf(error));
    return data;
  }

  return {
    see(overview, isFull) {
      waiting = [...waiting, ...absences.see(overview, isFull).map(ofAbsence)].slice(-WAITING_MAX);
    },
    miss: () => absences.miss(Date.now()),
    async write(isWriter) {
      const [own, seen] = [start, isWriter ? waiting : []];
      [start, waiting] = [[], []];
      if (own.length + seen.length === 0) return;
      try {
        await redis.rPush(
          keys.opsMarks,
          [...own, ...seen].map((mark) => JSON.stringify(mark)),
        );
        await redis.lTrim(keys.opsMarks, -MARKS_KEPT_MAX, -1);
        await redis.expire(keys.opsMarks, MARKS_KEPT_S);
      } catch (error) {
        start = own;
        waiting = [...seen, ...waiting].slice(-WAITING_MAX);
        throw error;
      }
    },
    async list(sinceMs) {
      const [kept, ofJobs, ofAudits] = await Promise.all([
        readKept(),
        jobs.list({ limit: RUNS_KEPT_MAX }),
        audits.list({ limit: RUNS_KEPT_MAX }),
      ]);
      const all: Mark[] = [
        ...[...kept, ...absences.current().map(ofAbsence)].map((mark) => ({ ...mark, id: null })),
        ...ofJobs.items.map(ofJob),
        ...ofAudits.items.map(ofAudit),
      ];
      return all
        .filter(({ to }) => to === null || Date.parse(to) >= sinceMs)
        .toSorted((one, other) => Date.parse(one.from) - Date.parse(other.from));
    },
  };
}

function ofAbsence({ kind, who, fromMs, toMs }: Absence): Kept {
  const says = kind === 'redis-away' ? 'Redis did not answer' : `${who} did not ask for entries`;
  return { kind, from: toIso(fromMs), to: toMs === null ? null : toIso(Math.max(fromMs, toMs)), says };
}

const THINGS: Readonly<Record<JobView['kind'], string>> = {
  replay: 'dead letters replayed',
  purge: 'dead letters removed',
  repair: 'repairs done',
};

function ofJob(job: JobView): Mark {
  const { kind, done, total, failed } = job;
  const failures = failed === 0 ? '' : `, ${failed} failed`;
  return { ...whenOf(job), kind, says: `${done} of ${total} ${THINGS[kind]}${failures}: ${job.state}`, id: job.job_id };
}

function ofAudit(audit: AuditView): Mark {
  const { findings, state, audit_id: id } = audit;
  return { ...whenOf(audit), kind: 'audit', says: `Audit with ${findings} findings: ${state}`, id };
}

/** A run whose process died has no end that anybody knows. */
const whenOf = ({ started_at: from, ended_at: to, state }: JobView | AuditView) => ({
  from,
  to: to ?? (state === 'running' ? null : from),
});
