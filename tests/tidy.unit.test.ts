import { describe, expect, test } from '@jest/globals';
import { EXCEPTIONS } from './tidy/exceptions.js';
import type { Rule } from './tidy/finding.js';
import { everyTestRuns, finished, namedAfterRole } from './tidy/leftovers.js';
import { luaHeader } from './tidy/lua-header.js';
import { environmentInConfig, keyNamesInContracts } from './tidy/rooms.js';
import { FILE_LINES_MAX, fileSize, FUNCTION_LINES_MAX, functionSize } from './tidy/sizes.js';
import { sourceFiles } from './tidy/source-files.js';
import { trustedTypes } from './tidy/types.js';

const SOURCE = 'services/store/src/order-queries.ts';
const SCRIPT = 'services/store/src/lua/place-order.lua';
const lines = (count: number) => 'run();\n'.repeat(count);
const HEADER = [
  '-- Places an order.',
  '-- KEYS  1 order',
  '-- ARGV  1 id',
  '-- Returns  "placed"',
  '-- Emits  order-placed',
];

/** Every rule, with samples that it passes and samples that it must not pass: a rule that cannot fail is none. */
const RULES: Record<
  string,
  { rule: Rule; passes: [path: string, text: string][]; fails: [path: string, text: string][] }
> = {
  fileSize: { rule: fileSize, passes: [[SOURCE, lines(FILE_LINES_MAX)]], fails: [[SOURCE, lines(FILE_LINES_MAX + 1)]] },
  functionSize: {
    rule: functionSize,
    passes: [
      [SOURCE, `function short() {\n${lines(FUNCTION_LINES_MAX - 2)}}`],
      [SOURCE, `function makeLoop() {\n${`const step = () => {\n${lines(20)}};\n`.repeat(4)}}`],
      ['tests/flow.e2e.test.ts', `describe('orders', () => {\n${lines(FUNCTION_LINES_MAX)}});`],
    ],
    fails: [
      [SOURCE, `function long() {\n${lines(FUNCTION_LINES_MAX - 1)}}`],
      [SOURCE, `const long = async () => {\n${lines(FUNCTION_LINES_MAX)}};`],
      ['scripts/start.mjs', `export const loop = { long() {\n${lines(FUNCTION_LINES_MAX)}} };`],
    ],
  },
  trustedTypes: {
    rule: trustedTypes,
    passes: [
      [SOURCE, "const any = ['as any', value satisfies unknown] as const; // as any"],
      ['packages/records/src/redis-om.ts', 'const old = client as unknown as Client;'],
    ],
    fails: [
      [SOURCE, 'const id = body.id as string;'],
      [SOURCE, 'const id = <string>body.id;'],
      [SOURCE, 'const id = body.id!;'],
      [SOURCE, 'const map = new Map<string, any>();'],
      ['packages/records/src/redis-om.ts', 'const map = new Map<string, any>();'],
    ],
  },
  environmentInConfig: {
    rule: environmentInConfig,
    passes: [
      ['services/store/src/config.ts', 'readConfig(process.env);'],
      ['scripts/start.mjs', 'start(process.env);'],
      [SOURCE, "log('process.env');"],
    ],
    fails: [
      [SOURCE, 'const port = process.env.PORT;'],
      [SOURCE, "const port = process['env'];"],
    ],
  },
  keyNamesInContracts: {
    rule: keyNamesInContracts,
    passes: [
      ['packages/contracts/src/keys.ts', 'const order = `order:${id}`;'],
      ['services/store/test/orders.int.test.ts', "redis.get('order:1');"],
      [SOURCE, "log('an order: placed', keys.order(id), 'border:1');"],
      [SCRIPT, "-- reads 'order:<id>'\nreturn redis.call('GET', KEYS[1])"],
    ],
    fails: [
      [SOURCE, 'redis.get(`order:${id}`);'],
      [SOURCE, "redis.get('stock:' + id);"],
      [SOURCE, "redis.get('user-email:' + email);"],
      [SCRIPT, "redis.call('GET', 'product:' .. id)"],
    ],
  },
  luaHeader: {
    rule: luaHeader,
    passes: [
      [SCRIPT, `${HEADER.join('\n')}\nreturn 1`],
      [SOURCE, 'no script'],
    ],
    fails: [
      [SCRIPT, 'return 1'],
      [SCRIPT, `return 1\n${HEADER.join('\n')}`],
      ...HEADER.map((_, index): [string, string] => [SCRIPT, `${HEADER.toSpliced(index, 1).join('\n')}\nreturn 1`]),
    ],
  },
  namedAfterRole: {
    rule: namedAfterRole,
    passes: [
      [SOURCE, ''],
      ['packages/redis/src/database.ts', ''],
    ],
    fails: [
      'utils.ts',
      'helpers.ts',
      'common/money.ts',
      'order-helper.ts',
      'order.utils.ts',
      'redis-manager.ts',
      'base.ts',
    ].map((name) => [`services/store/src/${name}`, '']),
  },
  finished: {
    rule: finished,
    passes: [[SOURCE, 'const todos = [];']],
    // Put together here, or this file would fail.
    fails: [
      ['TO', 'DO'],
      ['FIX', 'ME'],
      ['X', 'XX'],
    ].map((halves) => [SOURCE, `// ${halves.join('')}: write this`]),
  },
  everyTestRuns: {
    rule: everyTestRuns,
    passes: [[SOURCE, "describe('only', () => { test('skip', () => { list.skipped(1); }); });"]],
    fails: ['test.only', 'describe.skip', 'it.only', 'xtest', 'fdescribe', 'test.skip.each'].map((call) => [
      'tests/flow.e2e.test.ts',
      `${call}('an order', () => {});`,
    ]),
  },
};

describe.each(Object.entries(RULES))('%s', (name, { rule, passes, fails }) => {
  test.each(passes)('passes sample %# (%s)', (path, text) => {
    expect(rule({ path, text })).toEqual([]);
  });

  test.each(fails)('fails sample %# (%s)', (path, text) => {
    expect(rule({ path, text })).not.toEqual([]);
  });

  test('holds in the whole workspace', () => {
    const findings = sourceFiles()
      .filter(({ path }) => !EXCEPTIONS.some((exception) => exception.path === path && exception.rule === name))
      .flatMap((file) => rule(file).map(({ line, what }) => `${file.path}:${line}: ${what}`));
    expect(findings).toEqual([]);
  });
});

test('every exception is still needed', () => {
  const files = new Map(sourceFiles().map((file) => [file.path, file]));
  const rules = { fileSize, functionSize, everyTestRuns };
  const idle = EXCEPTIONS.filter(({ path, rule }) => {
    const file = files.get(path);
    return file === undefined || rules[rule](file).length === 0;
  });
  expect(idle).toEqual([]);
});
