/** Numbers as people read them. */
const NUMBER = new Intl.NumberFormat('en-US');

export const count = (value: number): string => NUMBER.format(value);

/** `1 order`, `2,000 orders`. */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** `380 ms`, `2.1 s` or `4 min 10 s`. */
export function duration(ms: number | null): string {
  if (ms === null) return '–';
  if (ms < 1_000) return `${ms.toFixed(0)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1_000)} s`;
}

/** `1 in 2,000`. */
export function share(value: number): string {
  return `1 in ${count(Math.floor(1 / value))}`;
}

const DIGITS = 2;

/** `0.36 %`. */
export const percent = (value: number): string => `${Number((value * 100).toPrecision(DIGITS))} %`;
