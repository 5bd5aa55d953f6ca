import type { DeadLetterView } from '@stockade/contracts';

/** Characters of a value or of the reason in a list. Events of ordinary orders are shown whole. */
const VALUE_CHARACTERS_MAX = 2_000;
/** Fields of one entry in a list. Stockade's events have two. */
const FIELDS_MAX = 20;

/** A dead letter as a list shows it, cut because a foreign entry may have any size. */
export function shortenLetter(letter: DeadLetterView): DeadLetterView {
  const { fields, isWhole } = shortenFields(letter.fields);
  const { source_id, group, consumer, reason, order_id } = letter;
  const texts = [source_id, group, consumer, reason, order_id ?? ''];
  return {
    ...letter,
    source_id: cut(source_id),
    group: cut(group),
    consumer: cut(consumer),
    reason: cut(reason),
    order_id: order_id === null ? null : cut(order_id),
    fields,
    complete: isWhole && texts.every((text) => cut(text) === text),
  };
}

/** The fields of an entry as a list shows them. */
export function shortenFields(fields: readonly (readonly [string, string])[]) {
  const short = fields.slice(0, FIELDS_MAX).map(([name, value]): [string, string] => [cut(name), cut(value)]);
  const isWhole = short.length === fields.length && short.flat().join('').length === fields.flat().join('').length;
  return { fields: short, isWhole };
}

const cut = (text: string) => text.slice(0, VALUE_CHARACTERS_MAX);
