import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { NO_CONFIRMATION } from '@stockade/redis';
import { useLeakCheck } from '@stockade/testing';
import express from 'express';
import fc from 'fast-check';
import { z } from 'zod';
import { problemHandler } from '../src/problems.js';
import { addRoutes } from '../src/router.js';
import { readQuery } from '../src/read-query.js';
import { defineRoute } from '../src/route.js';
import { serveHttp, type RunningServer } from './http-server.js';

useLeakCheck();
const RUNS = 100;
const answered = z.object({ text: z.string() });
const answers = { 200: { description: 'What was read', body: answered } };
const shared = { path: '/read', summary: '', tag: '', access: 'public', limit: null, answers } as const;
const read = defineRoute({ ...shared, method: 'post', body: answered.loose() }).handledBy(async ({ body }) => ({
  status: 200,
  body: { text: body.text },
}));
const ask = defineRoute({ ...shared, method: 'get', query: answered }).handledBy(async ({ query: { text } }) => ({
  status: 200,
  body: { text },
}));

let running: RunningServer;
beforeAll(async () => {
  const app = express();
  app.set('query parser', readQuery);
  const refuse = () => {
    throw new Error('nobody is asked who comes');
  };
  const authenticate = { holder: refuse, bearer: refuse, user: refuse, admin: refuse };
  addRoutes(app, [read, ask], {
    authenticate,
    limits: { take: async () => {} },
    deadline: () => () => {},
    confirmation: () => NO_CONFIRMATION,
  });
  app.use(problemHandler);
  running = await serveHttp(app);
});
afterAll(() => running.stop());

interface Answer {
  status: number;
  body: { text?: string; errors?: { field: string; message: string }[]; detail?: string };
}

async function send(body: string | Uint8Array, headers: Record<string, string> = {}): Promise<Answer> {
  const fields = { 'content-type': 'application/json', ...headers };
  const answer = await fetch(`${running.url}/read`, { method: 'POST', headers: fields, body: Buffer.from(body) });
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}

async function askFor(text: string): Promise<Answer> {
  const answer = await fetch(`${running.url}/read?${text}`);
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}

const fieldsOf = ({ body }: Answer) => (body.errors ?? []).map(({ field }) => field);
const quoted = (bytes: Uint8Array) => Buffer.concat([Buffer.from('{"text":"'), bytes, Buffer.from('"}')]);

describe('the bytes of a body', () => {
  test('are read as they were meant when they are UTF-8, and refused when they are not', async () => {
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    /** Beyond the characters that JSON wants escaped; with those no byte would be left to chance. */
    const bytes = fc
      .uint8Array({ maxLength: 6 })
      .map((all) => all.filter((byte) => byte >= 0x20 && byte !== 0x22 && byte !== 0x5c));
    const text = fc
      .string({ unit: 'binary', maxLength: 6 })
      .map((some) => Buffer.from(some.replaceAll(/[\p{Cc}"\\]/gu, '')));
    await fc.assert(
      fc.asyncProperty(fc.oneof(bytes, text), async (sent) => {
        let meant: string | undefined;
        try {
          meant = strict.decode(sent);
        } catch {
          meant = undefined;
        }
        const answer = await send(quoted(sent));
        expect([answer.status, answer.body.text]).toEqual(meant === undefined ? [400, undefined] : [200, meant]);
        if (meant === undefined) expect(answer.body.errors).toEqual([{ field: 'body', message: 'must be UTF-8' }]);
      }),
      { numRuns: RUNS },
    );
  });

  test.each([
    [String.raw`{"text":"x","address":{"list":[{"__proto__":"y"}]}}`, 'address.list.0.__proto__'],
    [String.raw`{"text":"x","address":{"\u005f_proto__":"y"}}`, 'address.__proto__'],
  ])('are refused when a field of them would vanish: %s', async (body, field) => {
    expect((await send(body)).body.errors).toEqual([{ field, message: 'has a name that is not allowed' }]);
  });

  test('may have a value that is such a name, however deep', async () => {
    const sent = `{"text":"x","deep":${'{"a":'.repeat(15_000)}"__proto__"${'}'.repeat(15_000)}}`;
    expect((await send(sent)).status).toBe(200);
  });

  test('are refused when an escape is half of a character, and taken when it is a whole one', async () => {
    const unit = fc.oneof(
      fc.constantFrom('\ud83d', '\ude00', '\\', 'u', 'd800', '"', 'é'),
      fc.string({ maxLength: 2 }),
    );
    const escaped = (text: string) =>
      text.replaceAll(/[^a-z0-9]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
    await fc.assert(
      fc.asyncProperty(fc.array(unit, { maxLength: 5 }), fc.boolean(), async (units, isEscaped) => {
        const text = units.join('');
        const json = isEscaped ? `{"text":"${escaped(text)}"}` : JSON.stringify({ text });
        const answer = await send(json);
        expect([answer.status, answer.body.text]).toEqual(isWhole(text) ? [200, text] : [400, undefined]);
        if (!isWhole(text)) expect(fieldsOf(answer)).toEqual(['body']);
      }),
      { numRuns: RUNS },
    );
    expect((await send(String.raw`{"text":"x","\ud800":1}`)).status).toBe(400);
  });

  test.each([
    ['UTF-8', 'utf-8', 200],
    ['UTF-8 without its hyphen', 'utf8', 200],
    ['UTF-8 in capitals and quotes', '"UTF-8"', 200],
    ['UTF-16', 'utf-16', 415],
    ['UTF-7', 'utf-7', 415],
    ['Latin-1', 'iso-8859-1', 415],
    ['nothing known', 'x', 415],
  ])('may say that they are %s', async (_, charset, status) => {
    const answer = await send('{"text":"x"}', { 'content-type': `application/json; charset=${charset}` });
    expect(answer.status).toBe(status);
  });

  test('may be compressed, and are bounded as they are before', async () => {
    const gzip = { 'content-encoding': 'gzip' };
    expect((await send(gzipSync('{"text":"café"}'), gzip)).body.text).toBe('café');
    expect((await send(gzipSync(quoted(Buffer.from([0xe9]))), gzip)).status).toBe(400);
    expect((await send(gzipSync(`{"text":"${'x'.repeat(1_000_000)}"}`), gzip)).status).toBe(413);
    expect(fieldsOf(await send('{"text":"x"}', gzip))).toEqual(['body']);
    expect((await send('{"text":"x"}', { 'content-encoding': 'rot13' })).status).toBe(415);
  });

  test('may begin with a byte order mark', async () => {
    expect((await send('\ufeff{"text":"x"}')).body.text).toBe('x');
  });
});

describe('a body', () => {
  test.each([
    ['null', 'null', 'body', /must be an object, not null/],
    ['a text', '"text"', 'body', /must be an object, not a text/],
    ['a list', '[]', 'body', /must be an object, not a list/],
    ['half a document', '{"text":', 'body', /must be JSON/],
    ['nothing', '', 'text', /is missing/],
  ])('that is %s is refused in words', async (_, sent, field, message) => {
    const answer = await send(sent);
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ field, message: expect.stringMatching(message) }] },
    });
  });

  test('may be nested as deep as its length allows: what no schema names is not walked through', async () => {
    const depth = 49_000;
    expect(await send(`{"text":"x","more":${'['.repeat(depth)}${']'.repeat(depth)}}`)).toMatchObject({ status: 200 });
    expect(await send(`${'['.repeat(depth)}${']'.repeat(depth)}`)).toMatchObject({ status: 400 });
  });
});

describe('a query', () => {
  test('is read as it was meant', async () => {
    const text = fc.string({ unit: 'grapheme' });
    await fc.assert(
      fc.asyncProperty(text, async (sent) => {
        expect(await askFor(new URLSearchParams({ text: sent }).toString())).toEqual({
          status: 200,
          body: { text: sent },
        });
      }),
      { numRuns: RUNS },
    );
    expect((await askFor('__proto__=y&&text=a=b&x')).body.text).toBe('a=b');
  });

  test.each(['%ff', '%zz', '%', '%4', '%ed%a0%80', '%c0%af', '%e9t%e9'])('with %s is refused', async (value) => {
    expect(fieldsOf(await askFor(`text=${value}`))).toEqual(['text']);
    expect(fieldsOf(await askFor(`${value}=x`))).toEqual(['query']);
  });
});

/** Half of a character has no bytes of its own in UTF-8. */
const isWhole = (text: string) => Buffer.from(text).toString() === text;

test('a field that comes very often takes no longer for each time', () => {
  const times = 100_000;
  expect(readQuery('a&'.repeat(times))).toEqual({ a: Array.from({ length: times }, () => '') });
});
