import { describe, expect, test } from '@jest/globals';
import { boundOf } from '../src/bound.js';
import { EXIT_CODES } from '../src/tell.js';
import { judgeProof } from '../src/verdict.js';
import { SAMPLE, withPart } from './sample-proof.js';

describe('the verdict of a proof', () => {
  test('is PASS when all ran, all happened and each known mistake was found', () => {
    expect(judgeProof(SAMPLE)).toEqual({ verdict: 'PASS', reasons: [] });
    expect(EXIT_CODES).toEqual({ PASS: 0, FAIL: 1, INCONCLUSIVE: 2, HELD: 0 });
  });

  test('is FAIL when something was broken, whatever else is missing, and says first what names an order', () => {
    const violations = [
      { invariant: 'never-negative' as const, what: '-1 pieces were seen', order_id: null },
      { invariant: 'gateway-net' as const, what: 'order-1: 5 too much', order_id: 'order-1' },
    ];
    const spoilt = {
      ...withPart({ violations, violations_count: 2 }),
      mutants: [],
      failures: [{ part: 'ha', why: 'x' }],
    };
    expect(judgeProof(spoilt)).toEqual({
      verdict: 'FAIL',
      reasons: ['single: 2 violations; gateway-net: order-1: 5 too much'],
    });
  });

  test.each(SAMPLE.happened.map(({ key, meaning }) => [key, meaning] as const))(
    'is INCONCLUSIVE when it never happened: %s',
    (key, meaning) => {
      const happened = SAMPLE.happened.map((one) => (one.key === key ? { ...one, count: 0 } : one));
      expect(judgeProof({ ...SAMPLE, happened })).toEqual({
        verdict: 'INCONCLUSIVE',
        reasons: [`it never happened: ${meaning}`],
      });
    },
  );

  test('is INCONCLUSIVE when all that was broken is that a fault had not healed in time', () => {
    const violations = [{ invariant: 'faults-heal' as const, what: 'kill-service at store 1', order_id: null }];
    const { verdict, reasons } = judgeProof(
      withPart({ violations, violations_count: 1, violated: { 'faults-heal': 1 } }),
    );
    expect(verdict).toBe('INCONCLUSIVE');
    expect(reasons).toEqual([expect.stringContaining('kill-service at store 1')]);
  });

  test('is INCONCLUSIVE when a part ended early, or a known mistake was not found or not tried', () => {
    const cases = [
      { ...SAMPLE, failures: [{ part: 'ha', why: 'no server' }] },
      { ...SAMPLE, mutants: SAMPLE.mutants.map((mutant) => ({ ...mutant, caught: false })) },
      { ...SAMPLE, mutants: [] },
      { ...SAMPLE, parts: [] },
      { ...SAMPLE, broken_on_purpose: { key: 'no-fence', name: 'neither fence nor business guard' } },
    ];
    expect(cases.map(judgeProof)).toEqual(
      [
        'ha did not come to its end: no server',
        'a known mistake was not found: neither fence nor business guard',
        'no known mistake was tried',
        'nothing was run',
        'the known mistake was not found: neither fence nor business guard',
      ].map((reason) => ({ verdict: 'INCONCLUSIVE', reasons: [reason] })),
    );
  });
});

describe('the bound', () => {
  test('is three by the number of orders, and of faults', () => {
    expect(boundOf({ orders: 6_000, ordersBroken: 0, faults: 60 })).toMatchObject({
      share_below: 0.0005,
      fault_share_below: 0.05,
    });
  });

  test('follows neither from a broken order nor from a few whole ones', () => {
    expect(boundOf({ orders: 6_000, ordersBroken: 1, faults: 60 })).toMatchObject({
      share_below: null,
      fault_share_below: null,
    });
    expect(boundOf({ orders: 29, ordersBroken: 0, faults: 3 }).share_below).toBeNull();
  });
});
