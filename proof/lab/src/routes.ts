import { INVARIANT_NAMES, INVARIANTS, MUTANTS, RATE_MAX } from '@stockade/chaos';
import { sentIdSchema } from '@stockade/contracts';
import { addressOf, conflict, defineRoute, notFound, openLiveUpdates, STREAMED, type Route } from '@stockade/http';
import { proofSchema } from '@stockade/prove';
import { SEED_MAX } from '@stockade/stage';
import { z } from 'zod';
import type { FollowLab } from './follow.js';
import type { Lab } from './lab.js';
import { PROOF_ID, type Proofs } from './proofs.js';
import {
  benchSchema,
  FAULT_KINDS,
  proofListSchema,
  rateSchema,
  runSchema,
  startSchema,
  strikeSchema,
  type LabRun,
} from './schemas.js';

interface Dependencies {
  lab: Lab;
  proofs: Proofs;
  followLab: FollowLab;
}

const tag = 'Lab';
const access = 'admin';
const params = { id: { names: 'run', schema: sentIdSchema } };
const proofId = { id: { names: 'proof', schema: z.string().regex(PROOF_ID, 'must be the id of a proof') } };

/** The routes of the lab. */
export function makeLabRoutes({ lab, proofs, followLab }: Dependencies): Route[] {
  return [bench(lab), start(lab), live(followLab), one(lab), strike(lab), rate(lab), end(lab), ...ofProofs(proofs)];
}

function bench(lab: Lab): Route {
  return defineRoute({
    method: 'get',
    path: '/lab',
    summary: 'See what can be run and what is checked',
    description:
      'Only under `npm start`, on the machine itself. The lab runs systems of its own, and touches no other.',
    tag,
    access,
    answers: { 200: { description: 'The lab', body: benchSchema } },
  }).handledBy(async () => ({
    status: 200,
    body: {
      faults: [...FAULT_KINDS],
      invariants: INVARIANT_NAMES.map((key) => ({ key, meaning: INVARIANTS[key] })),
      mistakes: MUTANTS.map(({ key, name }) => ({ key, name })),
      orders_per_s_max: RATE_MAX,
      seed_max: SEED_MAX,
      run_id: lab.last()?.run_id ?? null,
    },
  }));
}

function start(lab: Lab): Route {
  return defineRoute({
    method: 'post',
    path: '/lab/runs',
    summary: 'Start a proof, or a run that is broken by hand',
    description:
      'Starts `npm run prove` as a process of its own, with a Redis, services and a payment provider of their own. One is running at a ' +
      'time: while there is one, that one is answered. By hand it is judged when you end it, and after 15 minutes.',
    tag,
    access,
    body: startSchema,
    answers: {
      200: { description: 'The run that is running', body: runSchema },
      202: { description: 'The run', body: runSchema },
    },
  }).handledBy(async ({ body }) => {
    const begun = lab.start(body);
    return begun === null ? { status: 200, body: expectRun(lab.last()) } : { status: 202, body: begun };
  });
}

function live(followLab: FollowLab): Route {
  return defineRoute({
    method: 'get',
    path: '/lab/events',
    summary: 'Follow the lab live',
    description: 'Server-sent events `run` with the last run whenever it has got on, five times a second at most.',
    tag,
    access,
    answers: { 200: { description: 'The lab, as it goes on', stream: 'text/event-stream' } },
    problems: {
      429: 'All clients at your address together have the maximum number of live updates open',
      503: 'This process serves the maximum number of live updates or is stopping, or the data store is not available',
    },
  }).handledBy(async ({ principal, req, res }) => {
    followLab({ ...principal, address: addressOf(req) }, () => openLiveUpdates(res));
    return STREAMED;
  });
}

function one(lab: Lab): Route {
  return defineRoute({
    method: 'get',
    path: '/lab/runs/:id',
    summary: 'Get the last run: how far it is, or how it ended',
    description: 'Runs before it are known by their proofs.',
    tag,
    access,
    params,
    answers: { 200: { description: 'The run', body: runSchema } },
  }).handledBy(async ({ params: { id } }) => ({ status: 200, body: expectRun(lab.find(id)) }));
}

function strike(lab: Lab): Route {
  return defineRoute({
    method: 'post',
    path: '/lab/runs/:id/strikes',
    summary: 'Break something, in a run by hand',
    description:
      'It strikes as soon as what it strikes is whole again. Without a service, one is chosen where one is needed.',
    tag,
    access,
    params,
    body: strikeSchema,
    answers: { 202: { description: 'The run', body: runSchema } },
    problems: { 409: 'The run is not by hand, or over' },
  }).handledBy(async ({ params: { id }, body: { kind, service } }) => {
    const run = expectRun(lab.find(id));
    if (!lab.say(id, `strike ${kind}${service === undefined ? '' : ` ${service}`}`)) throw notByHand();
    return { status: 202, body: run };
  });
}

function rate(lab: Lab): Route {
  return defineRoute({
    method: 'put',
    path: '/lab/runs/:id/rate',
    summary: 'Set how many orders come in a second, in a run by hand',
    tag,
    access,
    params,
    body: rateSchema,
    answers: { 200: { description: 'The run', body: runSchema } },
    problems: { 409: 'The run is not by hand, or over' },
  }).handledBy(async ({ params: { id }, body }) => {
    expectRun(lab.find(id));
    if (!lab.setRate(id, body.orders_per_s)) throw notByHand();
    return { status: 200, body: expectRun(lab.find(id)) };
  });
}

function end(lab: Lab): Route {
  return defineRoute({
    method: 'post',
    path: '/lab/runs/:id/end',
    summary: 'End a run',
    description: 'One by hand comes to rest and is judged. Any other is broken off and proves nothing.',
    tag,
    access,
    params,
    answers: { 202: { description: 'The run', body: runSchema } },
  }).handledBy(async ({ params: { id } }) => ({ status: 202, body: expectRun(lab.end(id)) }));
}

function ofProofs(proofs: Proofs): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/lab/proofs',
      summary: 'List the last proofs',
      description: 'The last 20 of this checkout, those of the command line too, newest first.',
      tag,
      access,
      answers: { 200: { description: 'The proofs', body: proofListSchema } },
    }).handledBy(async () => ({ status: 200, body: { items: await proofs.list() } })),
    defineRoute({
      method: 'get',
      path: '/lab/proofs/:id',
      summary: 'Get a proof',
      description: 'The file that `npm run prove` wrote.',
      tag,
      access,
      params: proofId,
      answers: { 200: { description: 'The proof', body: proofSchema.meta({ id: 'Proof' }) } },
    }).handledBy(async ({ params: { id } }) => {
      const proof = await proofs.find(id);
      if (proof === null) throw notFound(`No proof ${id}`);
      return { status: 200, body: proof };
    }),
  ];
}

const notByHand = () => conflict('This run is not by hand, or it is over');

function expectRun(run: LabRun | null): LabRun {
  if (run === null) throw notFound('No such run: only the last one is known');
  return run;
}
