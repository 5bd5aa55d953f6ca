import { afterEach, expect, jest, test } from '@jest/globals';
import { formatTable, makeTerminal } from '../src/command/terminal.js';

afterEach(() => {
  jest.restoreAllMocks();
});

test('a table shows what a terminal would obey, and each cell on its line', () => {
  const table = formatTable(
    ['field', 'value'],
    [
      ['\u001B]0;title\u0007', 'one\nother\u009B31m'],
      ['x', 'é 木'],
    ],
  );
  expect(table.split('\n')).toEqual([
    String.raw`field                 value`,
    String.raw`\u001b]0;title\u0007  one\u000aother\u009b31m`,
    String.raw`x                     é 木`,
  ]);
});

test('what is printed keeps its lines and nothing else that a terminal would obey', () => {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  makeTerminal().print('unreadable  a\u001B[2J\r\nrule');
  expect(write.mock.calls).toEqual([[String.raw`unreadable  a\u001b[2J\u000d` + '\nrule\n']]);
});
