import { describe, expect, test } from '@jest/globals';
import { PassThrough } from 'node:stream';
import { isReadByPeople, readable } from '../../scripts/start/readable-log.mjs';

const EVENT = JSON.stringify({
  level: 40,
  time: '2026-11-26T18:41:24.000Z',
  pid: 7,
  hostname: 'vm',
  name: 'store',
  msg: 'entry will be retried',
  stream: 'order-placed',
});

/** What is shown of these pieces of output. */
function show(pieces: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  const output = new PassThrough({ encoding: 'utf8' });
  const log = readable(output, env);
  for (const piece of pieces) log.write(piece);
  return String(output.read() ?? '');
}

describe('the log in a terminal', () => {
  test('says an event in words, under the name of its service, as soon as its line is whole', () => {
    const line = `[store] ${EVENT}\n`;
    const shown = show([line.slice(0, 30), line.slice(30)], { NO_COLOR: '1' });
    expect(shown).toMatch(/^\[store\] \[\d\d:\d\d:\d\d\] WARN: entry will be retried \{"stream":"order-placed"\}\n$/);
    expect(show([line.slice(0, -1)])).toBe('');
  });

  test('leaves alone what is no event, such as the last words of a crash', () => {
    const lines = '[store] TypeError: x is not a function\n[store]     at {not json}\n';
    expect(show([lines], { NO_COLOR: '1' })).toBe(lines);
  });

  test.each([
    [{}, true],
    [{ NO_COLOR: '' }, true],
    [{ NO_COLOR: '1' }, false],
  ])('with %j has colours: %s', (env: Record<string, string>, coloured) => {
    const shown = show([`\u001B[36m[store]\u001B[39m ${EVENT}\n`], env);
    expect(shown.includes('\u001B[')).toBe(coloured);
  });

  test('is not for pipes and not for CI', () => {
    expect(isReadByPeople({ stdout: { isTTY: true }, env: {} })).toBe(true);
    expect(isReadByPeople({ stdout: { isTTY: true }, env: { CI: 'true' } })).toBe(false);
    expect(isReadByPeople({ stdout: { isTTY: false }, env: {} })).toBe(false);
  });
});
