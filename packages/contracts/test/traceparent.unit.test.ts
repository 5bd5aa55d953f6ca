import { describe, expect, test } from '@jest/globals';
import { keepTraceparent, newTraceparent, parseOrderTrace, parseTraceparent, traceIdOf } from '@stockade/contracts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';
const valid = `00-${TRACE}-${PARENT}-01`;

describe('a traceparent', () => {
  test.each([
    ['as it is', valid, valid],
    ['that is not sampled', `00-${TRACE}-${PARENT}-00`, `00-${TRACE}-${PARENT}-00`],
    ['with a random trace id', `00-${TRACE}-${PARENT}-03`, `00-${TRACE}-${PARENT}-03`],
    ['without flags that nobody knows yet', `00-${TRACE}-${PARENT}-ff`, `00-${TRACE}-${PARENT}-03`],
    ['of a later version', `cc-${TRACE}-${PARENT}-01`, valid],
    ['of a later version with more behind it', `cc-${TRACE}-${PARENT}-01-what-the-future-holds`, valid],
  ])('is taken %s', (_, sent, taken) => {
    expect(parseTraceparent(sent)).toBe(taken);
  });

  // The cases of the W3C's own test suite, trace-context/test/test.py.
  test.each([
    undefined,
    '',
    'nonsense',
    `ff-${TRACE}-${PARENT}-01`,
    `00-${TRACE.toUpperCase()}-${PARENT}-01`,
    `00-${'0'.repeat(32)}-${PARENT}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE.slice(1)}-${PARENT}-01`,
    `00-${TRACE}a-${PARENT}-01`,
    `00-${TRACE}-${PARENT.slice(1)}-01`,
    `00-${TRACE}-${PARENT}`,
    `00-${TRACE}-${PARENT}-1`,
    `00-${TRACE}-${PARENT}-.0`,
    `00-${TRACE}-${PARENT}-01-`,
    `00-${TRACE}-${PARENT}-01-more`,
    `00-${TRACE}-${PARENT}-01.`,
    `cc-${TRACE}-${PARENT}-01.more`,
    `0-${TRACE}-${PARENT}-01`,
    `.0-${TRACE}-${PARENT}-01`,
    ` ${valid}`,
    `${valid}\n`,
    `${valid}, ${valid}`,
    `00-${'.'.repeat(32)}-${PARENT}-01`,
  ])('that is invalid is ignored: %j', (sent) => {
    expect(parseTraceparent(sent)).toBeNull();
  });

  test('that is new is valid, and another one each time', () => {
    const some = Array.from({ length: 1_000 }, newTraceparent);
    expect(some.map(parseTraceparent)).toEqual(some);
    expect(new Set(some.map(traceIdOf)).size).toBe(some.length);
  });
});

describe('what an order keeps of its trace', () => {
  const placed = { type: 'order-placed', id: '1795717213871-0', atMs: 1_795_717_213_871 };

  test.each([
    ['placed', '1795717213871-0', [placed]],
    [
      'refunded',
      '1795717213871-0c12-3r40-127',
      [
        placed,
        { type: 'order-completed', id: '1795717213883-3', atMs: 1_795_717_213_883 },
        { type: 'refund-initiated', id: '1795717213911-127', atMs: 1_795_717_213_911 },
      ],
    ],
    [
      'completed while the clock of Redis was set back',
      '1795717213871-0c-71-0',
      [placed, { type: 'order-completed', id: '1795717213800-0', atMs: 1_795_717_213_800 }],
    ],
    [
      'completed by a version that kept no events',
      '1795717213871-0r40-0',
      [placed, { type: 'refund-initiated', id: '1795717213911-0', atMs: 1_795_717_213_911 }],
    ],
  ])('is read again for an order that was %s', (_, ids, events) => {
    expect(parseOrderTrace(keepTraceparent(valid) + ids)).toEqual({ traceparent: valid, events });
  });

  test.each(['', 'p5-0', keepTraceparent(valid), `${keepTraceparent(valid)}5`, `${valid} 5-0`])(
    'is nothing when nothing has written it: %j',
    (text) => {
      expect(parseOrderTrace(text)).toBeNull();
    },
  );
});
