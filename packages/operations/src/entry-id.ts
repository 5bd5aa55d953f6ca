/** The id of a stream entry: milliseconds since 1970 by the clock of Redis, and a number within that millisecond. */

/** Negative when `a` was appended before `b`. Sequence numbers go up to 2^64, so they are compared as BigInt. */
export function compareEntryIds(a: string, b: string): number {
  const [aMs = '0', aSeq = '0'] = a.split('-');
  const [bMs = '0', bSeq = '0'] = b.split('-');
  return Number(aMs) - Number(bMs) || Number(BigInt(aSeq) - BigInt(bSeq));
}
