import type { OrderMove, ProductChange, StreamState } from '@stockade/client';

export type StreamName = 'products' | 'orders';

/** What the tab that follows the streams tells all tabs of the browser, itself included. */
export type News =
  | { is: 'product'; product: ProductChange }
  | { is: 'removed'; id: string }
  | { is: 'move'; move: OrderMove }
  /** Redis is away: what is shown is the last known. */
  | { is: 'away' }
  /** From here on nothing is missed: what was read before must be read again. */
  | { is: 'following'; stream: StreamName }
  | { is: 'state'; stream: StreamName; state: StreamState };

/** What a tab asks the one that follows. */
export type Question = { is: 'state?' } | { is: 'reconnect!' };
