import type { DeadLetterView } from '@stockade/contracts';
import { z } from 'zod';
import type { StoredEntry } from './read-entries.js';

/** A dead letter as it is shown, uncut. */
export function toView(stream: string, { id, message }: StoredEntry): DeadLetterView {
  const flat = parseFields(message['fields']);
  const fields = Array.from({ length: Math.floor(flat.length / 2) }, (_, i): [string, string] => [
    flat[2 * i] ?? '',
    flat[2 * i + 1] ?? '',
  ]);
  const { source_id = '', group = '', consumer = '', deliveries, reason = '', at } = message;
  return {
    id,
    stream,
    source_id,
    group,
    consumer,
    deliveries: Number(deliveries) || 0,
    reason,
    at: momentOf(Number(at)),
    order_id: fields.find(([name]) => name === 'subject')?.[1] ?? null,
    fields,
    complete: true,
  };
}

/** A time that an entry names, in milliseconds since 1970; null when it is none, as in an entry that was written by hand. */
export function momentOf(ms: number): string | null {
  const moment = new Date(ms);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

const fieldsSchema = z.array(z.string());

/** Names and values in turn; empty when the dead letter does not hold them. */
function parseFields(text = '[]'): string[] {
  try {
    return fieldsSchema.parse(JSON.parse(text));
  } catch {
    return [];
  }
}
