/**
 * Compares the ids of two stream entries: negative when `a` was appended before `b`. An id is a time in milliseconds and a number
 * within that millisecond. These numbers go up to 2^64, so they are compared as BigInt.
 */
export function compareEntryIds(a: string, b: string): number {
  const [aMs = '0', aSeq = '0'] = a.split('-');
  const [bMs = '0', bSeq = '0'] = b.split('-');
  return Number(aMs) - Number(bMs) || Number(BigInt(aSeq) - BigInt(bSeq));
}
