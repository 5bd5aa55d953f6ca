import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from '@stockade/contracts';
import { ENTRY_ID, makeDeadLetters, makeFlow, viewStream } from '@stockade/operations';
import { isReply, type Redis } from '@stockade/redis';
import { Router } from 'express';
import { z } from 'zod';
import type { Authenticate } from './authenticate.js';
import { parse } from './parse.js';
import { conflict, notFound, ProblemError } from './problems.js';

interface Dependencies {
  redis: Redis;
  /** What this service consumes; it sees no other stream. */
  stream: string;
  group: string;
  authenticate: Authenticate;
}

/** How Redis refuses a command inside a script: before 7.2, and from then on. */
const MISSING_RIGHT = ["ERR The user executing the script can't", 'NOPERM'];

/** Unlike other lists this one is cut by stream ids. */
const pageQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(PAGE_SIZE_MAX).default(PAGE_SIZE_DEFAULT),
  cursor: z.string().regex(ENTRY_ID, 'must be the id of a dead letter').optional(),
});

/** What an operator sees of the stream that a service consumes, and does about its dead letters. Admin only. */
export function makeOperationsRouter({ redis, stream, group, authenticate }: Dependencies): Router {
  const router = Router();
  const flow = makeFlow(stream, group);
  const letters = makeDeadLetters(redis, flow);

  router.get('/ops/streams', async (req, res) => {
    await authenticate.admin(req);
    res.json({ items: [await viewStream(redis, flow)], next_cursor: null });
  });

  router.get('/ops/dead-letters', async (req, res) => {
    await authenticate.admin(req);
    res.json(await letters.list(parse(pageQuerySchema, req.query)));
  });

  router.get('/ops/dead-letters/:id', async (req, res) => {
    await authenticate.admin(req);
    const letter = await letters.find(entryIdOf(req.params.id));
    if (letter === null) throw unknown(req.params.id);
    res.json(letter);
  });

  router.post('/ops/dead-letters/:id/replay', async (req, res) => {
    await authenticate.admin(req);
    const id = entryIdOf(req.params.id);
    const outcome = await letters.replay(id).catch(explainMissingRight(stream));
    if (outcome === 'unknown') throw unknown(id);
    if (outcome === 'unreadable') throw conflict(`The dead letter ${id} does not hold an entry that can be replayed`);
    res.json({ id, outcome });
  });

  router.delete('/ops/dead-letters/:id', async (req, res) => {
    await authenticate.admin(req);
    const id = entryIdOf(req.params.id);
    if (!(await letters.purge(id))) throw unknown(id);
    res.status(204).end();
  });

  return router;
}

/** What is no id names nothing: 404, not 400. */
function entryIdOf(text: string): string {
  if (!ENTRY_ID.test(text)) throw unknown(text);
  return text;
}

/** Where each service has a Redis user of its own, a consumer need not have the right to append to what it consumes. */
function explainMissingRight(stream: string): (error: unknown) => never {
  return (error) => {
    if (!MISSING_RIGHT.some((prefix) => isReply(error, prefix))) throw error;
    throw new ProblemError(403, `This service may not append to ${stream}; replay with the command line`);
  };
}

const unknown = (id: string) => notFound(`No dead letter ${id}`);
