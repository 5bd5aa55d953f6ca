import type { Span } from '@opentelemetry/api';

const others = new WeakMap<Span, readonly Span[]>();

/** Remembers with the span of the first entry of a batch those of the others, which are handled together with it. */
export function rememberBatch([first, ...rest]: readonly Span[]): void {
  if (first !== undefined && rest.length > 0) others.set(first, rest);
}

/** The spans of the entries that are handled together with that of this one. */
export function othersOfBatch(first: Span): readonly Span[] {
  return others.get(first) ?? [];
}
