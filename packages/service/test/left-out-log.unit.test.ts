import { expect, test } from '@jest/globals';
import { UnreadableRecordError } from '@stockade/redis';
import { makeLeftOutLog } from '../src/left-out-log.js';

const MINUTE_MS = 60_000;

function makeLog() {
  const lines: unknown[] = [];
  let nowMs = 0;
  const leaveOut = makeLeftOutLog({ error: (line: unknown) => void lines.push(line) }, () => nowMs);
  return {
    lines,
    leaveOut: (key: string) => leaveOut(new UnreadableRecordError(key, 'it is damaged')),
    passMinutes: (minutes: number) => (nowMs += minutes * MINUTE_MS),
  };
}

test('the log names a record that lists leave out once in ten minutes', () => {
  const { lines, leaveOut, passMinutes } = makeLog();
  for (let i = 0; i < 1_000; i++) leaveOut('order:1');
  passMinutes(9);
  leaveOut('order:1');
  expect(lines).toEqual(['lists leave it out: the record order:1 cannot be read: it is damaged']);
  passMinutes(1);
  leaveOut('order:1');
  expect(lines).toHaveLength(2);
});

test('the log names a hundred such records, and then says once that there are more', () => {
  const { lines, leaveOut } = makeLog();
  for (let round = 0; round < 2; round++) for (let i = 0; i < 300; i++) leaveOut(`order:${i}`);
  expect(lines).toHaveLength(101);
  expect(lines.at(-1)).toMatch(/more records/);
});

test('it has a clock of its own', () => {
  const lines: unknown[] = [];
  const leaveOut = makeLeftOutLog({ error: (line: unknown) => void lines.push(line) });
  leaveOut(new UnreadableRecordError('order:1', 'it is damaged'));
  leaveOut(new UnreadableRecordError('order:1', 'it is damaged'));
  expect(lines).toHaveLength(1);
});
