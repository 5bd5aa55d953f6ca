import { IDS } from './example-ids.js';
import { deadLetter } from './example-orders.js';
import { story } from './example-story.js';

/** What an admin asks the operations service for, in the example shop. */

const CAUSE = 'not an event order-completed v1: event.version: must be <n>';
const shopLetter = { ...deadLetter, id: IDS.shopLetter, cause: CAUSE };

const replayJob = {
  job_id: IDS.job,
  kind: 'replay',
  state: 'running',
  started_by: IDS.admin,
  started_at: '2026-03-02T09:22:23.552Z',
  ended_at: null,
  total: 1000,
  done: 640,
  outcomes: { replayed: 639, unreadable: 1 },
  failed: 1,
  complete: true,
  trouble: null,
  about: { ids: null, filter: { stream: 'order-completed', reason: CAUSE }, audit_id: null },
};
const outcomes = {
  items: [{ id: IDS.shopLetter, outcome: 'replayed' }],
  failures: [{ id: 'order-completed.1772443241740-0', outcome: 'unreadable' }],
};
const repairJob = {
  ...replayJob,
  kind: 'repair',
  state: 'finished',
  ended_at: '2026-03-02T09:24:10.381Z',
  total: 1,
  done: 1,
  outcomes: { announced: 1 },
  failed: 0,
  about: { ids: null, filter: null, audit_id: IDS.audit },
};

const finding = {
  number: 1,
  rule: 'stuck-unreserved',
  id: IDS.order,
  what: 'it has waited since 2026-03-02T09:20:41.731Z, and its event order-completed is not under way',
  remedy: 'announce order-completed again',
};
const audit = {
  audit_id: IDS.audit,
  state: 'finished',
  started_by: IDS.admin,
  started_at: '2026-03-02T09:23:23.384Z',
  ended_at: '2026-03-02T09:23:27.410Z',
  options: { stuck_ms: 60_000, grace_ms: 2_000, gateway: true },
  segments: [
    { segment: 'orders', state: 'done', done: 50_000, total: 50_000, rate_per_s: 18_200 },
    { segment: 'keys', state: 'done', done: 145_010, total: 145_010, rate_per_s: 151_000 },
    { segment: 'stock', state: 'done', done: 10, total: 10, rate_per_s: 900 },
  ],
  rules: [
    {
      rule: 'stuck-unreserved',
      says: 'a completed order is decided, or has its event order-completed under way',
      findings: 1,
    },
  ],
  findings: 1,
  repairable: 1,
  summary: {
    orders: 50_000,
    statuses: { pending: 0, completed: 35_000, failed: 5_000, cancelled: 5_000, refunded: 5_000 },
    keys: 145_010,
    products: 10,
    dead_letters: { 'order-placed': 0, 'order-completed': 1, 'refund-initiated': 0 },
    stock_uncertain: 0,
    duration_ms: 4_026,
  },
  trouble: null,
  repair_job: null,
};

export const WORK_PARAMETERS = {
  'dead letter of the shop': IDS.shopLetter,
  job: IDS.job,
  audit: IDS.audit,
  'get /ops/jobs/:id/events last-event-id': 'running:640',
  'get /ops/audits/:id/events last-event-id': 'running:12000:0',
};

export const WORK_REQUESTS = {
  ReplayRequest: {
    cause: { filter: { stream: 'order-completed', reason: CAUSE } },
    chosen: { ids: [IDS.shopLetter] },
  },
  PurgeRequest: {
    cause: { filter: { stream: 'order-completed', reason: CAUSE }, expected_count: 1000 },
    chosen: { ids: [IDS.shopLetter], expected_count: 1 },
  },
  AuditRequest: { usual: {}, patient: { stuck_ms: 300_000, grace_ms: 5_000, gateway: true } },
  RepairRequest: { show: {}, confirm: { confirm: '3f9c1a7be2d4508876c0d1e5f4a2b39c' } },
};

export const WORK_ANSWERS = {
  ShopDeadLetter: { letter: shopLetter },
  ShopDeadLetterPage: { letters: { items: [shopLetter], next_cursor: null, read: 1 } },
  DeadLetterCauses: {
    causes: {
      items: [
        {
          cause: CAUSE,
          stream: 'order-completed',
          group: 'warehouse',
          count: 1000,
          first_at: '2026-03-02T09:20:41.731Z',
          last_at: '2026-03-02T09:22:02.218Z',
          example: { id: IDS.shopLetter, reason: deadLetter.reason, order_id: IDS.order },
        },
      ],
      total: 1000,
      read: 1000,
      complete: true,
      causes_left_out: 0,
    },
  },
  Job: {
    replay: { ...replayJob, ...outcomes },
    repair: { ...repairJob, items: [{ id: IDS.order, outcome: 'announced' }], failures: [] },
  },
  JobPage: { jobs: { items: [repairJob, replayJob], next_cursor: null } },
  Audit: { finished: audit },
  AuditPage: { audits: { items: [audit], next_cursor: null } },
  FindingPage: { findings: { items: [finding], next_cursor: null } },
  RepairPlan: {
    plan: { audit_id: IDS.audit, token: '3f9c1a7be2d4508876c0d1e5f4a2b39c', repairs: [finding], left: 0 },
  },
  OrderStory: { refunded: story },
};
