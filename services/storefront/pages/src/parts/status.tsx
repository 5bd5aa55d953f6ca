import type { OrderStatus } from '@stockade/client';

/** The states of an order, as lists offer them. */
export const ORDER_STATUSES: readonly OrderStatus[] = ['pending', 'completed', 'refunded', 'failed', 'cancelled'];

/** What an order looks like in a state: a colour, a shape and a word, so that none of them is needed alone. */
export const STATUS_LOOKS: Readonly<Record<OrderStatus, { word: string; colour: string; shape: string }>> = {
  pending: { word: 'Pending', colour: 'text-pending', shape: '◔' },
  completed: { word: 'Completed', colour: 'text-good', shape: '●' },
  failed: { word: 'Declined', colour: 'text-bad', shape: '✕' },
  cancelled: { word: 'Cancelled', colour: 'text-still', shape: '⊘' },
  refunded: { word: 'Refunded', colour: 'text-back', shape: '↺' },
};

/** The state of an order, in a word. */
export function StatusBadge({ status }: { status: OrderStatus }) {
  const { word, colour, shape } = STATUS_LOOKS[status];
  return (
    <span className={`inline-flex items-center gap-1.5 font-semibold ${colour}`}>
      <span aria-hidden="true">{shape}</span>
      {word}
    </span>
  );
}
