/** When an entry was appended, ms since 1970 by the clock of Redis: the first part of the id that Redis gave it. */
export function appendedAtMs(entryId: string): number {
  return Number(entryId.split('-', 1)[0]);
}
