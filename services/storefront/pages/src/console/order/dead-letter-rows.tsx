import type { DeadLetter } from '@stockade/client';
import { Skull } from 'lucide-react';
import { Link } from 'wouter';
import { counted } from '../../parts/format.js';
import { Age } from '../parts/age.js';

/** The dead letters of an order, each with a link to where it can be replayed; nothing where there is none. */
export function DeadLetterRows({ letters, nowMs }: { letters: readonly DeadLetter[]; nowMs: number }) {
  if (letters.length === 0) return null;
  return (
    <section aria-label="Its dead letters" className="mt-4 rounded-card border border-bad p-4">
      <h3 className="flex items-center gap-2 font-semibold text-bad">
        <Skull className="size-5" strokeWidth="1.75" aria-hidden="true" />
        {counted(letters.length, 'dead letter')}
      </h3>
      <ul>
        {letters.map(({ id, reason, deliveries, stream, at }) => (
          <li key={id} className="border-t border-line py-2 first:border-t-0">
            <Link
              href={`/console/dead-letters/${id}`}
              className="inline-block min-h-6 font-medium [overflow-wrap:anywhere] underline"
            >
              {reason || 'no reason given'}
            </Link>
            <p className="flex flex-wrap gap-x-4 text-sm text-muted">
              <span className="font-mono [overflow-wrap:anywhere]">{stream}</span>
              <span>{counted(deliveries, 'delivery', 'deliveries')}</span>
              <Age at={at} nowMs={nowMs} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
