import { expect, test } from '@jest/globals';
import { makeConnectionLog } from '../src/connection-log.js';

const MINUTE_MS = 60_000;

function makeLog() {
  const lines: unknown[] = [];
  let nowMs = 0;
  const tell = (line: unknown) => void lines.push(line);
  const log = makeConnectionLog({ warn: tell, info: tell }, () => nowMs);
  return { ...log, lines, passMinute: () => (nowMs += MINUTE_MS) };
}

const refused = new Error('connect ECONNREFUSED 127.0.0.1:6379');
const wrong = new Error('WRONGPASS invalid username-password pair');

test('what is wrong is told at once, and while it goes on once a minute with how often it was', () => {
  const { lines, failed, passMinute } = makeLog();
  for (let i = 0; i < 1_000; i++) failed(refused);
  failed(wrong);
  expect(lines).toEqual([{ err: refused }, { err: wrong }]);
  passMinute();
  failed(refused);
  failed(refused);
  expect(lines.slice(2)).toEqual([{ err: refused, times: 1_000 }]);
});

test('after a connection it is told at once again', () => {
  const { lines, failed, connected } = makeLog();
  failed(refused);
  connected();
  failed(refused);
  expect(lines).toEqual([{ err: refused }, 'Redis connected', { err: refused }]);
});

test('it has a clock of its own', () => {
  const lines: unknown[] = [];
  const log = makeConnectionLog({ warn: (line: unknown) => void lines.push(line), info: () => {} });
  log.failed(refused);
  log.failed(refused);
  expect(lines).toEqual([{ err: refused }]);
});
