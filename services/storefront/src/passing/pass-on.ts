import { answerProblem, type Visit } from '../visit.js';
import { hasBody, takeBody } from './take-body.js';
import { fieldsToAsk } from './fields.js';
import type { LiveAnswers } from './live-answers.js';
import { send, type Asked, type Receiver } from './send.js';
import type { Upstream } from './upstream.js';

/** Passes a request on to a service, at a path of its own, and the answer back: both as they come. */
export function passOn(upstream: Upstream, path: string, visit: Visit, live: LiveAnswers): void {
  const { req, res } = visit;
  const method = req.method ?? '';
  const isWithBody = hasBody(req);
  const fields = fieldsToAsk(req.rawHeaders, req.headers.connection, isWithBody);
  fields.push(...fieldsOf(visit));
  const begin = (body: Asked['body']) => {
    const giveUp = send(
      upstream,
      { method, path, fields, body },
      receiverFor(visit, live, () => giveUp()),
    );
    res.once('close', () => {
      if (!res.writableFinished) giveUp();
    });
  };
  if (isWithBody) takeBody(req, begin);
  else begin(null);
}

/** What the gateway says of a request itself. */
export function fieldsOf({ client: { address, host, protocol }, requestId }: Visit): string[] {
  return [
    'x-forwarded-for',
    address,
    'x-forwarded-host',
    host,
    'x-forwarded-proto',
    protocol,
    'x-request-id',
    requestId,
  ];
}

function receiverFor(visit: Visit, live: LiveAnswers, giveUp: () => void): Receiver {
  const { res } = visit;
  return {
    begin(status, fields) {
      res.writeHead(status, fields);
      if (!isLive(fields)) return;
      // The client shows that it is connected before the first event.
      res.flushHeaders();
      live.add(res, giveUp);
    },
    take(chunk, resume) {
      if (res.writableEnded || res.destroyed) return true;
      const isTaken = res.write(chunk);
      if (!isTaken) res.once('drain', resume);
      return isTaken;
    },
    end: () => void res.end(),
    fail: (problem) => answerProblem(visit, problem),
  };
}

function isLive(fields: readonly string[]): boolean {
  for (let i = 0; i + 1 < fields.length; i += 2)
    if (fields[i]?.toLowerCase() === 'content-type') return fields[i + 1]?.startsWith('text/event-stream') ?? false;
  return false;
}
