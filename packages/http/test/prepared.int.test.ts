import { afterEach, expect, test } from '@jest/globals';
import { useLeakCheck } from '@stockade/testing';
import express, { type ErrorRequestHandler } from 'express';
import { serveHttp, type RunningServer } from './http-server.js';

useLeakCheck();
let running: RunningServer | undefined;
afterEach(() => running?.stop());

test('a request and its answer have what express gives them, and the prototypes that they were made with', async () => {
  const app = express();
  const changed: boolean[] = [];
  app.set('trust proxy', 1);
  app.get('/things/:id', (req, res) => {
    changed.push(Object.getPrototypeOf(req) === app.request, Object.getPrototypeOf(res) === app.response);
    const { params, query, ip, path, originalUrl } = req;
    const isLinked = req.res === res && res.req === req && res.app === app && req.app === app;
    res.locals['seen'] = true;
    res.append('x-seen', String(res.locals['seen']));
    res.json({ params, query, ip, path, originalUrl, agent: req.get('x-agent'), isLinked });
  });
  running = await serveHttp(app);
  const headers = { 'x-agent': 'test', 'x-forwarded-for': '192.0.2.7' };
  const answer = await fetch(`${running.url}/things/7?a=1`, { headers });
  expect(await answer.json()).toEqual({
    params: { id: '7' },
    query: { a: '1' },
    ip: '192.0.2.7',
    path: '/things/7',
    originalUrl: '/things/7?a=1',
    agent: 'test',
    isLinked: true,
  });
  expect(answer.headers.get('x-seen')).toBe('true');
  expect(changed).toEqual([false, false]);
});

test('what one request leaves in its locals no other finds', async () => {
  const app = express();
  app.get('/', (_req, res) => {
    const before = Object.keys(res.locals);
    res.locals['mine'] = true;
    res.json(before);
  });
  running = await serveHttp(app);
  for (let i = 0; i < 2; i++) expect(await (await fetch(running.url)).json()).toEqual([]);
});

test('an error after the head of an answer ends the connection', async () => {
  const app = express();
  app.get('/', (_req, res) => {
    res.write('half of it');
    throw new Error('too late');
  });
  const handOn: ErrorRequestHandler = (error, _req, _res, next) => next(error);
  app.use(handOn);
  running = await serveHttp(app);
  const answer = await fetch(running.url);
  await expect(answer.text()).rejects.toThrow('terminated');
});
