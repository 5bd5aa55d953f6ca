import { describe, expect, test } from '@jest/globals';
import { commentShape } from './tidy/comment-shape.js';
import type { Rule } from './tidy/finding.js';
import { FUNCTION_LINES_MAX, functionSize, LONGER_FUNCTIONS } from './tidy/function-size.js';
import { keyNamesInContracts } from './tidy/key-names.js';
import { luaScript } from './tidy/lua-script.js';
import { namedAfterRole } from './tidy/names.js';
import { sourceFiles } from './tidy/source-files.js';

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
  commentShape: {
    rule: commentShape,
    passes: [
      [SOURCE, `/** ${'What it does. '.repeat(9)}*/\nrun();`],
      [SOURCE, `const text = '${'long '.repeat(40)}';`],
      ['scripts/start.mjs', `/** ${'@type {Map<string, string>} '.repeat(9)}*/`],
    ],
    fails: [
      [SOURCE, `/** ${'What it does. '.repeat(10)}*/`],
      [SCRIPT, `-- ${'What it does. '.repeat(10)}`],
      [SOURCE, '/** Of one bound. */\n/** Of another. */\nconst MAX = 1;'],
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
  luaScript: {
    rule: luaScript,
    passes: [
      [SCRIPT, `${HEADER.join('\n')}\nreturn 1`],
      [SOURCE, 'no script'],
    ],
    fails: [
      [SCRIPT, 'return 1'],
      [SCRIPT, `return 1\n${HEADER.join('\n')}`],
      [SCRIPT, `${HEADER.join('\n')}\n${lines(200)}`],
      // Put together here, or oxlint would object.
      [SCRIPT, `${HEADER.join('\n')}\n-- ${['TO', 'DO'].join('')}: write this`],
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
};

describe.each(Object.entries(RULES))('%s', (_, { rule, passes, fails }) => {
  test.each(passes)('passes sample %# (%s)', (path, text) => {
    expect(rule({ path, text })).toEqual([]);
  });

  test.each(fails)('fails sample %# (%s)', (path, text) => {
    expect(rule({ path, text })).not.toEqual([]);
  });

  test('holds in the whole workspace', () => {
    const findings = sourceFiles()
      .filter(({ path }) => rule !== functionSize || !LONGER_FUNCTIONS.includes(path))
      .flatMap((file) => rule(file).map(({ line, what }) => `${file.path}:${line}: ${what}`));
    expect(findings).toEqual([]);
  });
});

test('every exception for a longer function is still needed', () => {
  const needed = sourceFiles().filter((file) => LONGER_FUNCTIONS.includes(file.path) && functionSize(file).length > 0);
  expect(needed.map(({ path }) => path)).toEqual(LONGER_FUNCTIONS);
});
