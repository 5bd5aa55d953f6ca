import { randomBytes } from 'node:crypto';
import { makeTokens, type Session } from '@stockade/auth';
import { makeKeys, newId } from '@stockade/contracts';
import { operations } from '@stockade/operations-service/service';
import type { Redis } from '@stockade/redis';
import { makeLogger, serve } from '@stockade/service';
import { freePort, openEventSource, waitUntil, type EventSourceConnection } from '@stockade/testing';
import { z } from 'zod';
import { ask } from '../ask.js';
import { checkAnswer } from '../described/check-answer.js';

const TOKEN_TTL_S = 600;

interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

/** The operations service in this process, as somebody with a session asks it. */
export interface ServedWork {
  /** Throws when the answer is not as the service describes it. */
  request(method: string, path: string, body?: unknown, fields?: Readonly<Record<string, string>>): Promise<Answer>;
  as(role: Session['role']): ServedWork;
  /** Asks for a job or an audit until it is over; returns it. */
  untilOver(path: string): Promise<unknown>;
  follow(path: string, lastEventId?: string): Promise<EventSourceConnection>;
  endSession(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the service; resolves when it is ready. */
export async function serveWork(client: Redis, redisUrl: string, partitions = 1): Promise<ServedWork> {
  const keys = makeKeys(partitions);
  const secret = randomBytes(48).toString('base64url');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const config = operations.readConfig({
    REDIS_URL: redisUrl,
    PARTITIONS: String(partitions),
    JWT_SECRET: secret,
    OPERATIONS_PORT: String(port),
    LISTEN_HOST: '127.0.0.1',
    RATE_LIMIT_ENABLED: 'false',
    ALLOW_UNSAFE_REDIS: 'true',
    LOG_LEVEL: 'silent',
  });
  const logger = makeLogger('operations', config.LOG_LEVEL);
  const running = await serve(operations.open(config, logger), logger);
  const isReady = async () => (await fetch(`${url}/health/ready`)).ok;
  await waitUntil(isReady, { what: 'the operations service to be ready' });

  function asRole(role: Session['role']): ServedWork {
    const [sid, sub] = [newId(), newId()];
    const authorization = `Bearer ${makeTokens(secret).access.sign({ sub, sid, role }, TOKEN_TTL_S)}`;
    const session: Session = { user_id: sub, role, refresh_id: newId() };
    const begin = async () => void (await client.set(keys.session(sid), JSON.stringify(session), { condition: 'NX' }));
    const request: ServedWork['request'] = async (method, path, body, fields = {}) => {
      await begin();
      const headers = { 'content-type': 'application/json', authorization, ...fields };
      const answer = await ask({ method, url: url + path, body, fields: headers });
      checkAnswer('operations', method, new URL(path, url).pathname, answer);
      return { ...answer, body: answer.text === '' ? null : JSON.parse(answer.text) };
    };
    return {
      as: asRole,
      request,
      async untilOver(path) {
        let body: unknown;
        const look = async () => {
          ({ body } = await request('GET', path));
          return z.object({ state: z.string() }).parse(body).state !== 'running';
        };
        await waitUntil(look, { what: `${path} to be over` });
        return body;
      },
      async follow(path, lastEventId) {
        await begin();
        return openEventSource(url + path, { authorization, ...(lastEventId && { 'last-event-id': lastEventId }) });
      },
      endSession: async () => void (await client.del(keys.session(sid))),
      stop: () => running.stop(),
    };
  }

  return asRole('admin');
}
