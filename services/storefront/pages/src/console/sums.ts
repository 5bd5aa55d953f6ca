export const sumOf = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The greatest of those that are known; null when none is. */
export function worstOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}

const WHOLE_FROM = 10;

/** A rate in words: `0.4`, `142`, `–` where it is not known. */
export function perSecond(rate: number | null): string {
  if (rate === null) return '–';
  return rate >= WHOLE_FROM || rate === 0 ? Math.round(rate).toLocaleString() : rate.toFixed(1);
}
