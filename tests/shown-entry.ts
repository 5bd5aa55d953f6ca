import { newId, type EntryFields } from '@stockade/contracts';

/** An entry that says what it is, so that everybody can show it, and that nobody can consume. */
export function shownEntry(type: string): EntryFields {
  return { subject: newId(), event: JSON.stringify({ id: newId(), source: 'test', type }) };
}
