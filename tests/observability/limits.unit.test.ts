import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { PANELS, PLACES, QUERIES, type Panel } from './board.js';
import { limitOf, metricsIn, readRules, type Limit } from './rules.js';

const operations = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
/** The text under a heading. */
const sectionOf = (heading: string) => operations.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
const withoutTicks = (text: string) => text.replaceAll('`', '');
const rules = readRules();

test('the table of alerts has every rule as it is, and no other', () => {
  const rows = [...sectionOf('Alerts').matchAll(/^\| (`\w+`) +\|(.*)\|$/gm)].map(([, alert = '', rest = '']) => {
    const [expression = '', holdsFor = '', severity = '', ...told] = rest.split('|').map((cell) => cell.trim());
    expect(told.every((cell) => cell !== '') && told.length === 2).toBe(true);
    return { alert: withoutTicks(alert), expression: withoutTicks(expression), holdsFor, severity };
  });
  expect(rows).toEqual(rules);
  expect(rules.length).toBeGreaterThan(10);
});

test.each(['critical', 'warning'])('%s is a severity of some alerts', (severity) => {
  expect(rules.map((rule) => rule.severity)).toContain(severity);
  expect(rules.filter((rule) => !['critical', 'warning'].includes(rule.severity))).toEqual([]);
});

describe.each(rules)('$alert', ({ alert, expression }) => {
  const limit = limitOf(expression);
  const showing = PANELS.filter(({ description }) => new RegExp(`\\bAlert ${alert}\\.`).test(description));

  test('has its limit on the board, in red', () => {
    expect(showing.filter(({ type }) => type !== 'table').map(redOf)).toContainEqual(redAt(limit));
  });

  test.each(showing)('$title has that limit, or none', (panel) => {
    expect(panel.targets.flatMap(({ expr }) => metricsIn(expr))).toEqual(
      expect.arrayContaining(metricsIn(expression).slice(0, 1)),
    );
    expect([redAt(limit), null]).toContainEqual(redOf(panel));
  });
});

/** Where the values of a panel are red; null when none is. */
function redOf({ fieldConfig }: Panel): { from: number } | { below: number } | null {
  const [first, second] = fieldConfig.defaults.thresholds.steps;
  if (second === undefined || second.value === null) return null;
  return first?.color === 'red' ? { below: second.value } : { from: second.value };
}

/** What corresponds to it on a board, which takes a value at the threshold for one above it. What is counted is whole. */
function redAt({ comparison, limit }: Limit): unknown {
  if (comparison === '>') return { from: limit === 0 ? anyOf(0.5, 1) : limit };
  return { below: comparison === '==' ? limit + 1 : limit };
}

const anyOf = (...values: number[]): unknown => ({
  asymmetricMatch: (value: unknown) => typeof value === 'number' && values.includes(value),
});

describe('the board', () => {
  test('has nothing twice in a place, and nothing outside', () => {
    expect(new Set(PLACES.map(({ id }) => id)).size).toBe(PLACES.length);
    expect(PLACES.filter(({ x, w }) => x + w > 24)).toEqual([]);
    const cover = (a: (typeof PLACES)[number], b: typeof a) =>
      a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
    const pairs = PLACES.flatMap((a, i) => PLACES.slice(i + 1).map((b) => [a, b] as const));
    expect(pairs.filter(([a, b]) => cover(a, b))).toEqual([]);
  });

  test('asks for metrics that are described', () => {
    const described = sectionOf('Metrics');
    /** Of a histogram, and of a counter of the process, the page has the first part of the name. */
    const isDescribed = (metric: string) =>
      described.includes(`\`${metric.replace(/_(bucket|count|sum)$/, '')}`) || /^(process|nodejs)_/.test(metric);
    const asked = new Set([...QUERIES, ...rules].flatMap(({ expression }) => metricsIn(expression)));
    expect([...asked].filter((metric) => !['up', 'ALERTS'].includes(metric) && !isDescribed(metric))).toEqual([]);
    expect(asked.size).toBeGreaterThan(25);
  });
});
