import { readFileSync } from 'node:fs';

export const RULES_FILE = new URL('../../docker/observability/alerts.yml', import.meta.url);

/** An alert of `docker/observability/alerts.yml`. */
export interface Rule {
  alert: string;
  expression: string;
  /** How long it must hold, as Prometheus writes it; `-` when it fires at once. */
  holdsFor: string;
  severity: string;
}

/** Reads what the tests compare; that no rule is missed is checked against what Prometheus makes of the file. */
export function readRules(): Rule[] {
  const [, ...parts] = readFileSync(RULES_FILE, 'utf8').split(/^ +- alert: /m);
  return parts.map((part) => ({
    alert: part.slice(0, part.indexOf('\n')),
    expression: /^ +expr: (.+)$/m.exec(part)?.[1] ?? '',
    holdsFor: /^ +for: (.+)$/m.exec(part)?.[1] ?? '-',
    severity: /severity: (\w+)/.exec(part)?.[1] ?? '',
  }));
}

export interface Limit {
  /** What is compared. */
  measured: string;
  comparison: string;
  limit: number;
}

/** Takes the comparison off an expression. Throws when it does not end with one. */
export function limitOf(expression: string): Limit {
  const [, measured = '', comparison = '', limit = ''] = /^(.+) (>|<|==) ([\d.]+)$/.exec(expression) ?? [];
  if (measured === '') throw new Error(`no limit at the end of ${expression}`);
  return { measured, comparison, limit: Number(limit) };
}

const SELECTOR = /\b(?:up|ALERTS|(?:stockade|http|process|nodejs)_\w+)\b(?:\{[^}]*\})?/g;

/** The series that an expression is about, such as `up` and `stockade_consumer_up{service="store"}`. */
export const selectorsIn = (expression: string): string[] => expression.match(SELECTOR) ?? [];

/** The names of its metrics, each once. */
export const metricsIn = (expression: string): string[] => [
  ...new Set(selectorsIn(expression).map((selector) => selector.replace(/\{.*/, ''))),
];
