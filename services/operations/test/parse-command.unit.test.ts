import { describe, expect, test } from '@jest/globals';
import { parseCommand } from '../src/command/parse-command.js';

const STREAMS = ['order-placed', 'order-completed'];
const ID = '019346a0-0000-7000-8000-00000000000a';
const parse = (line: string) => parseCommand(line.split(' ').filter(Boolean), STREAMS);

describe('a command line that is understood', () => {
  test.each([
    ['streams', { name: 'streams', json: false, watch: false }],
    ['streams --json --watch', { name: 'streams', json: true, watch: true }],
    ['dead-letters list', { name: 'list', json: false, streams: STREAMS, limit: 100, cursor: undefined }],
    [
      'dead-letters list order-placed --limit 5 --cursor 1-0',
      { name: 'list', json: false, streams: ['order-placed'], limit: 5, cursor: '1-0' },
    ],
    ['dead-letters show order-placed 1-0', { name: 'show', json: false, stream: 'order-placed', id: '1-0' }],
    [
      'dead-letters show {3}:order-placed 3.1-0',
      { name: 'show', json: false, stream: '{3}:order-placed', id: '3.1-0' },
    ],
    ['dead-letters causes order-placed', { name: 'causes', json: false, stream: 'order-placed' }],
    ['dead-letters replay order-placed 1-0', { name: 'replay', json: false, stream: 'order-placed', id: '1-0' }],
    ['dead-letters purge order-completed --all', { name: 'purge', json: false, stream: 'order-completed', id: null }],
    ['audit', { name: 'audit', json: false, repair: 'no', stuckMs: 60_000, graceMs: 2_000, gateway: true }],
    [
      'audit --repair --yes --stuck-ms 0 --grace-ms 10 --without-gateway --json',
      { name: 'audit', json: true, repair: 'do', stuckMs: 0, graceMs: 10, gateway: false },
    ],
    ['audit --repair', { name: 'audit', json: false, repair: 'show', stuckMs: 60_000, graceMs: 2_000, gateway: true }],
    [`story ${ID.toUpperCase()}`, { name: 'story', json: false, id: ID }],
    [`stock ${ID} --json`, { name: 'stock', json: true, id: ID }],
  ])('%s', (line, command) => {
    expect(parse(line)).toEqual(command);
  });
});

test.each([
  ['--help', 'Usage: npm run ops -- <command>'],
  ['audit --help', '--stuck-ms <ms>'],
  ['dead-letters show order-placed --help', 'Usage: npm run ops -- dead-letters show [options] <stream> <id>'],
])('%s answers the help', (line, text) => {
  expect(parse(line)).toEqual({ name: 'help', text: expect.stringContaining(text) });
});

describe('a command line that is not understood is told in one line', () => {
  test.each([
    ['', 'a command is missing'],
    ['stream', "unknown command 'stream' (Did you mean streams?)"],
    ['dead-letters', 'a command is missing'],
    ['dead-letters burn', "unknown command 'burn'"],
    ['streams now', "too many arguments for 'streams'. Expected 0 arguments but got 1."],
    ['audit --watch', "unknown option '--watch'"],
    ['streams --fast', "unknown option '--fast'"],
    ['audit --yes', '--yes goes with --repair'],
    [
      'audit --stuck-ms soon',
      "option '--stuck-ms <ms>' argument 'soon' is invalid. It must be a whole number from 0 to 86400000",
    ],
    [
      'dead-letters list --limit 0',
      "option '--limit <n>' argument '0' is invalid. It must be a whole number from 1 to 10000",
    ],
    ['dead-letters list --cursor 1-0', '--cursor needs the stream'],
    ['dead-letters show', "missing required argument 'stream'"],
    [
      'dead-letters show orders 1-0',
      "command-argument value 'orders' is invalid for argument 'stream'. It is one of order-placed, order-completed",
    ],
    [
      'dead-letters show {x}:order-placed 1-0',
      "command-argument value '{x}:order-placed' is invalid for argument 'stream'. It is one of order-placed, order-completed",
    ],
    ['dead-letters replay order-placed', 'name the id of a dead letter, or --all'],
    [
      'dead-letters purge order-placed all',
      "command-argument value 'all' is invalid for argument 'id'. Name the id of a dead letter, such as 1718000000000-0",
    ],
    ['dead-letters purge order-placed 1-0 --all', 'name the id of a dead letter, or --all'],
    ['story', "missing required argument 'order id'"],
    ['story 17', "command-argument value '17' is invalid for argument 'order id'. Name the id of an order: a UUID"],
    [`stock ${ID} ${ID}`, "too many arguments for 'stock'. Expected 1 argument but got 2."],
  ])('%s', (line, wrong) => {
    expect(parse(line)).toEqual({ wrong });
  });
});
