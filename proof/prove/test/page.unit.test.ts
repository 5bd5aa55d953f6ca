import { describe, expect, test } from '@jest/globals';
import { INVARIANT_NAMES, INVARIANTS } from '@stockade/chaos';
import { renderPage } from '../src/page/page.js';
import { PROMISES } from '../src/page/promises.js';
import { proofSchema } from '../src/proof.js';
import { SAMPLE, withPart } from './sample-proof.js';

describe('the page of a proof', () => {
  test('shows every invariant once, below a promise that stands on it', () => {
    expect(PROMISES.flatMap(({ invariants }) => invariants).toSorted()).toEqual(INVARIANT_NAMES.toSorted());
    const page = renderPage(SAMPLE);
    for (const meaning of Object.values(INVARIANTS)) expect(page.split(escaped(meaning))).toHaveLength(2);
  });

  test('shows verdict, seed, commit, bound, faults, story and mutants', () => {
    const page = renderPage(SAMPLE);
    const shown = ['>PASS<', 'a'.repeat(40), '1 in 1,000', 'kill-service', 'store-1 is killed', '--break no-fence'];
    for (const text of [...shown, SAMPLE.command]) expect(page).toContain(text);
  });

  test('needs nothing from elsewhere: no script, no link, no picture', () => {
    const page = renderPage(SAMPLE);
    expect(page).not.toMatch(/<script|<link|<img|src=|url\(|@import|https?:/i);
    expect(page).toContain("default-src 'none'");
  });

  test('takes what it was told for text and not for markup', () => {
    const nasty = `<img src=x onerror="alert('1')">&`;
    const violations = [{ invariant: 'orphan' as const, what: nasty, order_id: nasty }];
    const page = renderPage({ ...withPart({ violations, violations_count: 1 }), verdict: 'FAIL', reasons: [nasty] });
    expect(page).not.toContain('<img');
    expect(page).toContain(escaped(nasty));
  });

  test('says of a copy with a known mistake that it is one, and of what is missing that it is', () => {
    const mistake = { key: 'no-fence', name: 'neither fence nor business guard' };
    expect(renderPage({ ...SAMPLE, verdict: 'FAIL', broken_on_purpose: mistake })).toContain(
      'a copy with a known mistake',
    );
    const happened = SAMPLE.happened.map((one) => ({ ...one, count: 0 }));
    expect(renderPage({ ...SAMPLE, verdict: 'INCONCLUSIVE', happened }).split('>missing<')).toHaveLength(
      happened.length + 1,
    );
  });
});

describe('the file of a proof', () => {
  test('is what the schema says, and nothing more', () => {
    expect(proofSchema.parse(JSON.parse(JSON.stringify(SAMPLE)))).toEqual(SAMPLE);
    expect(proofSchema.safeParse({ ...SAMPLE, verdict: 'PERHAPS' }).success).toBe(false);
    expect(proofSchema.safeParse({ ...SAMPLE, more: 1 }).success).toBe(false);
  });
});

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
