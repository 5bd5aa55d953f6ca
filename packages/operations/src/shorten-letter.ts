import type { DeadLetterView } from '@stockade/contracts';

/** Characters of a value or of the reason in a list. Events of ordinary orders are shown whole. */
const VALUE_CHARACTERS_MAX = 2_000;
/** Fields of one entry in a list. Stockade's events have at most eight. */
const FIELDS_MAX = 20;

/** A dead letter as a list shows it, cut because a foreign entry may have any size. */
export function shortenLetter(letter: DeadLetterView): DeadLetterView {
  let isWhole = letter.fields.length <= FIELDS_MAX;
  function cut(text: string): string {
    if (text.length <= VALUE_CHARACTERS_MAX) return text;
    isWhole = false;
    return text.slice(0, VALUE_CHARACTERS_MAX);
  }
  const short = {
    ...letter,
    source_id: cut(letter.source_id),
    group: cut(letter.group),
    consumer: cut(letter.consumer),
    reason: cut(letter.reason),
    order_id: letter.order_id === null ? null : cut(letter.order_id),
    fields: letter.fields.slice(0, FIELDS_MAX).map(([name, value]): [string, string] => [cut(name), cut(value)]),
  };
  return { ...short, complete: isWhole };
}
