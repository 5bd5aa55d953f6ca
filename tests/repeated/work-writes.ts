import { auditViewSchema, jobViewSchema, makeKeys, newId, repairPlanSchema, type JobView } from '@stockade/contracts';
import { deadLettersOf } from '@stockade/streams';
import { waitUntil } from '@stockade/testing';
import { logInAsAdmin, newCustomer } from '../client.js';
import type { Prepare, World } from './write.js';

const keys = makeKeys();
const deadLetters = deadLettersOf(keys.orderCompleted);

async function openWork({ stack }: World) {
  const admin = await logInAsAdmin(stack);
  const post = (path: string, body: unknown = {}, key?: string) =>
    admin.request('POST', `${stack.operations?.url}${path}`, body, key === undefined ? {} : { 'idempotency-key': key });
  async function over(path: string): Promise<unknown> {
    let body: unknown;
    const look = async () => {
      ({ body } = await admin.request('GET', `${stack.operations?.url}${path}`));
      return !JSON.stringify(body).includes('"state":"running"');
    };
    await waitUntil(look, { what: `${path} to be over` });
    return body;
  }
  return { post, over };
}

/** A dead letter of an order of its own, and what is asked to be done with it. */
const letterJob =
  (action: 'replay' | 'purge'): Prepare =>
  async (world) => {
    const { post } = await openWork(world);
    const [orderId, key] = [newId(), newId()];
    const fields = JSON.stringify(['subject', orderId]);
    const id = await world.redis.xAdd(deadLetters, '*', { fields, reason: 'why' });
    const body = { filter: { order_id: orderId }, ...(action === 'purge' && { expected_count: 1 }) };
    const jobs = async () => {
      const ids = await world.redis.zRange(keys.opsJobs, 0, -1);
      const texts = await Promise.all(ids.map((jobId) => world.redis.get(keys.opsJob(jobId))));
      return texts.filter((text) => text?.includes(orderId)).length;
    };
    return {
      send: () => post(`/ops/dead-letters/${action}`, body, key),
      hasHappened: async () => (await world.redis.xRange(deadLetters, id, id))?.length === 0,
      status: 202,
      isRight: async () => (await jobs()) === 1,
    };
  };

/** A job that a process left in the middle, which had one dead letter to do that is not there. */
async function leaveJob(world: World): Promise<JobView> {
  const { post, over } = await openWork(world);
  const started = jobViewSchema.parse((await post('/ops/dead-letters/replay', { ids: ['order-placed.1-1'] })).body);
  const ended = jobViewSchema.parse(await over(`/ops/jobs/${started.job_id}`));
  const left: JobView = { ...ended, state: 'interrupted', ended_at: null };
  await world.redis.set(keys.opsJob(left.job_id), JSON.stringify(left));
  return left;
}

const leftJob =
  (action: 'resume' | 'cancel', state: string): Prepare =>
  async (world) => {
    const { post } = await openWork(world);
    const { job_id: id } = await leaveJob(world);
    const now = async () => jobViewSchema.parse(JSON.parse((await world.redis.get(keys.opsJob(id))) ?? '')).state;
    return {
      send: () => post(`/ops/jobs/${id}/${action}`),
      hasHappened: async () => (await now()) === state,
      status: 202,
      isRight: async () => (await now()) === state,
    };
  };

async function auditOnce(world: World) {
  const { post, over } = await openWork(world);
  const begun = auditViewSchema.parse((await post('/ops/audits', { stuck_ms: 60_000, grace_ms: 10 })).body);
  await over(`/ops/audits/${begun.audit_id}`);
  return { path: `/ops/audits/${begun.audit_id}`, post };
}

/** Every request that makes the operations service do something. */
export const WORK: Record<string, Prepare> = {
  'operations POST /ops/dead-letters/replay': letterJob('replay'),
  'operations POST /ops/dead-letters/purge': letterJob('purge'),
  'operations POST /ops/jobs/:id/resume': leftJob('resume', 'finished'),
  'operations POST /ops/jobs/:id/cancel': leftJob('cancel', 'cancelled'),

  async 'operations POST /ops/audits'(world) {
    const { post } = await openWork(world);
    const audits = () => world.redis.zCard(keys.opsAudits);
    let before: number | undefined;
    return {
      async send() {
        before ??= await audits();
        return post('/ops/audits', { grace_ms: 10 });
      },
      hasHappened: async () =>
        (await audits()) === (before ?? 0) + 1 && (await world.redis.exists(keys.opsLease('audit'))) === 0,
      // The first one is over; while it ran it would be answered again.
      status: 202,
    };
  },

  /** Ends none that is over already. */
  async 'operations POST /ops/audits/:id/cancel'(world) {
    const { path, post } = await auditOnce(world);
    return { send: () => post(`${path}/cancel`), hasHappened: async () => true, status: 202 };
  },

  async 'operations POST /ops/audits/:id/repair'(world) {
    const customer = await newCustomer(world.stack);
    const admin = await logInAsAdmin(world.stack);
    const { id } = await admin.createProduct({ name: 'Rope', price: '1.50', stock_quantity: 7 });
    const { order_id } = await customer.placeOrder({ product_id: id, quantity: 1 });
    const index = keys.ordersOfCustomer(customer.userId);
    await world.redis.zRem(index, order_id);
    const { path, post } = await auditOnce(world);
    const plan = repairPlanSchema.parse((await post(`${path}/repair`)).body);
    const isListed = async () => (await world.redis.zScore(index, order_id)) !== null;
    return {
      send: () => post(`${path}/repair`, { confirm: plan.token }),
      hasHappened: isListed,
      status: 202,
      isRight: isListed,
    };
  },
};
