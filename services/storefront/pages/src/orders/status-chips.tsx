import type { OrderStatus } from '@stockade/client';
import { ORDER_STATUSES, STATUS_LOOKS } from '../parts/status.js';

interface StatusChipsProps {
  /** Null for all. */
  chosen: OrderStatus | null;
  /** Called with the empty text for all. */
  choose: (status: OrderStatus | '') => void;
}

/** Chooses orders by their status. */
export function StatusChips({ chosen, choose }: StatusChipsProps) {
  return (
    <div
      role="group"
      aria-label="Status"
      className="-mx-4 flex gap-2 overflow-x-auto px-4 sm:mx-0 sm:flex-wrap sm:px-0"
    >
      <button type="button" className="chip" aria-pressed={chosen === null} onClick={() => choose('')}>
        All
      </button>
      {ORDER_STATUSES.map((one) => (
        <button
          key={one}
          type="button"
          className="chip"
          aria-pressed={chosen === one}
          onClick={() => choose(chosen === one ? '' : one)}
        >
          <span aria-hidden="true" className={STATUS_LOOKS[one].colour}>
            {STATUS_LOOKS[one].shape}
          </span>
          {STATUS_LOOKS[one].word}
        </button>
      ))}
    </div>
  );
}
