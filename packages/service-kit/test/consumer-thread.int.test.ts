import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import { readPrometheusText, startProcess, useLeakCheck, waitUntil } from '@stockade/testing';
import { makeConsumerThread, makeLogger, type ConsumerThread } from '../src/index.js';

const FIXTURES = new URL('./fixtures/', import.meta.url);

useLeakCheck();
const threads: ConsumerThread[] = [];
afterEach(() => Promise.all(threads.splice(0).map((thread) => thread.stop())));

/** Not started. */
function make(name = 'well'): ConsumerThread {
  const thread = makeConsumerThread(new URL(`threads/${name}.mjs`, FIXTURES), makeLogger('test', 'silent'));
  threads.push(thread);
  return thread;
}

function start(name = 'well'): ConsumerThread {
  const thread = make(name);
  thread.start();
  return thread;
}

const untilWell = (thread: ConsumerThread) =>
  waitUntil(async () => (await thread.trouble()) === null, { what: 'the thread to be well' });

describe('a consumer on a thread of its own', () => {
  test('is in trouble until it consumes', async () => {
    const thread = make();
    expect(await thread.trouble()).toBe('the consumer has not started');
    expect(await thread.metrics()).toBe('');
    thread.start();
    await untilWell(thread);
  });

  test('says what its trouble is', async () => {
    const thread = start('troubled');
    await waitUntil(async () => (await thread.trouble()) === 'nothing comes', { what: 'the trouble to be told' });
  });

  test('tells what it counts', async () => {
    const thread = start();
    await untilWell(thread);
    expect(readPrometheusText(await thread.metrics()).value('started_total', { service: 'test' })).toBe(1);
  });

  test('is in trouble while it stands still, and nobody waits for it', async () => {
    const thread = start('stands-still');
    expect(await thread.trouble()).toMatch(/does not answer/);
    expect(await thread.metrics()).toBe('');
    await untilWell(thread);
    expect(await thread.metrics()).not.toBe('');
  });

  test('is stopped when its consumer has stopped', async () => {
    const thread = start('stops-late');
    await untilWell(thread);
    const startedAt = performance.now();
    await Promise.all([thread.stop(), thread.stop()]);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(199);
    expect(await thread.trouble()).toBe('the consumer is stopped');
    expect(await thread.metrics()).toBe('');
  });

  test('may be stopped before it starts, and does not start then', async () => {
    const thread = make('dies');
    await thread.stop();
    thread.start();
    expect(await thread.trouble()).toBe('the consumer has not started');
  });
});

describe('a process whose thread is lost', () => {
  test.each([
    ['dies of an error', 'dies', /the consumer's thread died/, /no good/],
    ['ends', 'ends', /the consumer's thread ended with code 3/, /code 3/],
  ])('ends with a message when the thread %s', async (_, thread, message, reason) => {
    const main = fileURLToPath(new URL('dying-service.mjs', FIXTURES));
    const service = await startProcess({ name: 'service', command: process.execPath, args: [main, thread] });
    expect(await service.exited).toEqual({ code: 1, signal: null });
    expect(service.output()).toMatch(message);
    expect(service.output()).toMatch(reason);
  });
});
