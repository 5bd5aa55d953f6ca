import { afterEach, describe, expect, test } from '@jest/globals';
import { useLeakCheck, waitUntil } from '@stockade/testing';
import express, { type RequestHandler } from 'express';
import { makeDeadline, type Deadlines, type Trouble } from '../src/deadline.js';
import { connectRaw, serveHttp, type RunningServer } from './http-server.js';

const SHORT: Deadlines = { patienceMs: 20, answerMaxMs: 60_000 };

useLeakCheck();
const running: RunningServer[] = [];
afterEach(() => Promise.all(running.splice(0).map((one) => one.stop())));

/** Serves a handler behind a deadline, and counts how often the deadline asked for trouble. */
async function serveBehindDeadline(handler: RequestHandler, trouble: Trouble, deadlines = SHORT) {
  let asked = 0;
  const app = express();
  app.use(express.json());
  const count = () => {
    asked += 1;
    return trouble();
  };
  const deadline = makeDeadline(count, deadlines);
  app.use((_req, res, next) => {
    deadline(res);
    next();
  });
  app.use(handler);
  const served = await serveHttp(app);
  running.push(served);
  return { ...served, asked: () => asked };
}

/** Lets so much time pass that whoever had less to wait when this was called has done so. */
async function letPass(patienceMs: number): Promise<void> {
  const { url } = await serveBehindDeadline(never, inTrouble, { patienceMs });
  expect((await fetch(url)).status).toBe(503);
}

const noTrouble: Trouble = async () => null;
const inTrouble: Trouble = async () => 'no answer';
const never: RequestHandler = () => {};

describe('a request that is merely slow', () => {
  test('gets its answer, however often we have asked meanwhile', async () => {
    const slow: RequestHandler = async (_req, res) => {
      await waitUntil(() => asked() > 3, { what: 'some questions' });
      res.json('done');
    };
    const { url, asked } = await serveBehindDeadline(slow, noTrouble);
    expect(await (await fetch(url)).json()).toBe('done');
  });

  test('is answered at last, even by a handler that never does', async () => {
    const { url } = await serveBehindDeadline(never, noTrouble, { patienceMs: 10, answerMaxMs: 50 });
    const answer = await fetch(url);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await answer.json()).toMatchObject({ detail: 'This takes too long; try again' });
  });

  test('costs one question at a time, however many wait', async () => {
    const waiters = 20;
    let waiting = 0;
    let answerQuestion = () => {};
    const count: RequestHandler = () => {
      waiting += 1;
    };
    const { url, asked } = await serveBehindDeadline(count, async () => {
      await new Promise<void>((resolve) => (answerQuestion = resolve));
      return 'no answer';
    });
    const answers = Promise.all(Array.from({ length: waiters }, () => fetch(url)));
    await waitUntil(() => waiting === waiters, { what: 'all to wait' });
    await letPass(50);
    answerQuestion();
    expect((await answers).every(({ status }) => status === 503)).toBe(true);
    expect(asked()).toBe(1);
  });
});

describe('the time of a request', () => {
  test('is over when its answer has begun, as that of a stream', async () => {
    const stream: RequestHandler = (req, res) => {
      if (req.url !== '/stream') return;
      res.writeHead(200);
      res.write('one,');
      void waitUntil(() => asked() > 0, { what: 'somebody to wait' }).then(() => res.end('two'));
    };
    const { url, asked } = await serveBehindDeadline(stream, inTrouble);
    const streamed = fetch(`${url}/stream`).then((answer) => answer.text());
    expect((await fetch(url)).status).toBe(503);
    expect(await streamed).toBe('one,two');
  });

  test('is over when the client has gone, even while we ask', async () => {
    let gone = false;
    const notice: RequestHandler = (_req, res) => {
      res.once('close', () => (gone = true));
    };
    const { port, asked } = await serveBehindDeadline(notice, async () => {
      await waitUntil(() => gone, { what: 'the client to be gone' });
      return null;
    });
    const client = await connectRaw(port);
    client.send('GET / HTTP/1.1\r\nhost: me\r\n\r\n');
    await waitUntil(() => asked() === 1, { what: 'the first question' });
    client.close();
    await waitUntil(() => gone, { what: 'the client to be gone' });
    await letPass(100);
    expect(asked()).toBe(1);
  });
});
