import { describe, expect, test } from '@jest/globals';
import { parseCommand } from '../src/command/parse-command.js';

const STREAMS = ['order-placed', 'order-completed'];
const parse = (line: string) => parseCommand(line.split(' ').filter(Boolean), STREAMS);

describe('a command line that is understood', () => {
  test.each([
    ['--help', { name: 'help' }],
    ['audit --help', { name: 'help' }],
    ['streams', { name: 'streams', json: false, watch: false }],
    ['streams --json --watch', { name: 'streams', json: true, watch: true }],
    ['dead-letters list', { name: 'list', json: false, streams: STREAMS, limit: 100, cursor: undefined }],
    [
      'dead-letters list order-placed --limit 5 --cursor 1-0',
      { name: 'list', json: false, streams: ['order-placed'], limit: 5, cursor: '1-0' },
    ],
    ['dead-letters show order-placed 1-0', { name: 'show', json: false, stream: 'order-placed', id: '1-0' }],
    ['dead-letters replay order-placed 1-0', { name: 'replay', json: false, stream: 'order-placed', id: '1-0' }],
    ['dead-letters purge order-completed --all', { name: 'purge', json: false, stream: 'order-completed', id: null }],
    ['audit', { name: 'audit', json: false, repair: 'no', stuckMs: 60_000, graceMs: 2_000, gateway: true }],
    [
      'audit --repair --yes --stuck-ms 0 --grace-ms 10 --without-gateway --json',
      { name: 'audit', json: true, repair: 'do', stuckMs: 0, graceMs: 10, gateway: false },
    ],
    ['audit --repair', { name: 'audit', json: false, repair: 'show', stuckMs: 60_000, graceMs: 2_000, gateway: true }],
  ])('%s', (line, command) => {
    expect(parse(line)).toEqual(command);
  });
});

describe('a command line that is not understood is told in one line', () => {
  test.each([
    ['', 'a command is missing'],
    ['stream', 'there is no command "stream"'],
    ['dead-letters', 'there is no command "dead-letters"'],
    ['dead-letters burn', 'there is no command "dead-letters burn"'],
    ['streams now', 'what is "now"?'],
    ['audit --watch', 'audit takes no --watch'],
    ['streams --fast', "Unknown option '--fast'"],
    ['audit --yes', '--yes goes with --repair'],
    ['audit --stuck-ms soon', '--stuck-ms must be a whole number from 0 to 86400000; it is "soon"'],
    ['dead-letters list --limit 0', '--limit must be a whole number from 1 to 10000; it is "0"'],
    ['dead-letters list --cursor 1-0', '--cursor needs the stream'],
    ['dead-letters show', 'the stream is missing; it is one of order-placed, order-completed'],
    ['dead-letters show orders 1-0', 'there is no stream "orders"; it is one of order-placed, order-completed'],
    ['dead-letters replay order-placed', 'the dead letter is missing; name its id, such as 1718000000000-0'],
    ['dead-letters purge order-placed all', '"all" is no dead letter; name its id, such as 1718000000000-0'],
    ['dead-letters purge order-placed 1-0 --all', 'what is "1-0"?'],
  ])('%s', (line, wrong) => {
    expect(parse(line)).toEqual({ wrong });
  });
});
