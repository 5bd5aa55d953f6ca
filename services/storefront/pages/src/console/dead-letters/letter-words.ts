import type { DeadLetter, OrderStory } from '@stockade/client';

/** The stream of a dead letter, by the name that it has in a shop of one partition. */
export const flowOf = ({ id }: Pick<DeadLetter, 'id'>): string => id.split('.', 1)[0] ?? '';

/** A reason before its first colon, and what follows. */
export function partsOf(reason: string): [head: string, rest: string] {
  const at = reason.indexOf(': ');
  return at === -1 ? [reason || 'no reason given', ''] : [reason.slice(0, at), reason.slice(at + 2)];
}

const NOT_AN_EVENT = /^not an event \S+ v\d+: (.*)$/s;

const FIELD = /^([\w-]+)(?:\.[^\s:]+)?: /;
const MORE = /^and \d+ more$/;

/** What a schema found, by the field of the entry: a reason names each before a colon, and may say several things of it. */
export function troublesOf(reason: string): ReadonlyMap<string, readonly string[]> {
  const troubles = new Map<string, string[]>();
  let ofField: string[] = [];
  for (const part of NOT_AN_EVENT.exec(reason)?.[1]?.split('; ') ?? []) {
    const field = FIELD.exec(part)?.[1];
    if (field !== undefined) {
      ofField = troubles.get(field) ?? [];
      troubles.set(field, ofField);
      ofField.push(part.startsWith(`${field}: `) ? part.slice(field.length + 2) : part);
    } else if (ofField.length > 0 && !MORE.test(part)) ofField.push(`${ofField.pop()}; ${part}`);
  }
  return troubles;
}

/** What a replay would do to the order, as far as its state tells. */
export function effectOf(stream: string, { order, reservation, refund }: OrderStory): string {
  if (order === null) return 'The order cannot be read, so nobody can say what a replay does.';
  const { status } = order;
  if (stream === 'order-placed') {
    if (status === 'pending') return 'It waits for this event: a replay has it paid.';
    return `The order is already ${status}: a replay changes nothing.`;
  }
  if (status !== 'completed') {
    const already = status === 'pending' ? 'not paid yet' : `already ${status}`;
    return `The order is ${already}: a replay changes nothing.`;
  }
  if (stream === 'order-completed') {
    if (reservation === null) return 'It is paid and waits for this event: a replay has its stock decided.';
    return `Its stock is already ${reservation.outcome}: a replay changes nothing.`;
  }
  if (refund !== null || reservation?.outcome !== 'rejected') return 'No refund is due: a replay changes nothing.';
  return 'Its money is due: a replay gives it back.';
}
