import type { DeadLetter } from '@stockade/client';
import { Link } from 'wouter';
import { counted, shortId } from '../../parts/format.js';
import { Age } from '../parts/age.js';
import { partsOf } from './letter-words.js';

interface LetterRowProps {
  letter: DeadLetter;
  nowMs: number;
  isChosen: boolean;
  onToggle: () => void;
}

/** A dead letter in a list: first how often it was delivered. */
export function LetterRow({ letter, nowMs, isChosen, onToggle }: LetterRowProps) {
  const { id, deliveries, reason, at, stream, order_id } = letter;
  const [head, rest] = partsOf(reason);
  return (
    <li className="grid grid-cols-[auto_3.25rem_minmax(0,1fr)] items-start gap-x-3 border-t border-line py-2.5">
      <input
        type="checkbox"
        className="mt-1.5 size-6 accent-accent"
        aria-label={`Choose ${id}`}
        checked={isChosen}
        onChange={onToggle}
      />
      <span className="text-center" title={counted(deliveries, 'delivery', 'deliveries')}>
        <span className={`block text-xl leading-7 font-bold ${deliveries > 1 ? 'text-bad' : ''}`}>
          {deliveries.toLocaleString()}×
        </span>
        <span className="sr-only">delivered</span>
      </span>
      <div className="min-w-0">
        <Link
          href={`/console/dead-letters/${id}`}
          className="block min-h-6 font-medium [overflow-wrap:anywhere] hover:underline"
        >
          {head}
        </Link>
        {rest !== '' && <p className="line-clamp-1 text-sm [overflow-wrap:anywhere]">{rest}</p>}
        <p className="flex flex-wrap gap-x-4 text-sm text-muted">
          <Age at={at} nowMs={nowMs} />
          <span className="font-mono [overflow-wrap:anywhere]">{stream}</span>
          {order_id !== null && (
            <Link href={`/orders/${order_id}`} className="underline">
              Order {shortId(order_id)}
            </Link>
          )}
        </p>
      </div>
    </li>
  );
}
