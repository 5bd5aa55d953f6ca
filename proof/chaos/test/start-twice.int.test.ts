import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { usePrivateRedis } from '@stockade/testing';
import { startTwice } from '../src/second-start.js';

const redis = usePrivateRedis();

let elsewhere: string;
beforeAll(async () => {
  elsewhere = await mkdtemp(join(tmpdir(), 'stockade-start-twice-'));
});
afterAll(() => rm(elsewhere, { recursive: true }));

test('a second Redis is refused on the directory of a living one', async () => {
  expect(await startTwice(redis.client, redis.server.dir)).toEqual([]);
});

test('a second Redis that is let in is told', async () => {
  expect(await startTwice(redis.client, elsewhere)).toEqual([`a second Redis started on ${elsewhere}`]);
});
