import type { QueryClient } from '@tanstack/react-query';
import { KEYS } from '../api/queries.js';
import { forgetDraft } from '../checkout/draft.js';
import { session } from './session.js';

/**
 * Forgets the orders, the filled-in checkout, and what the console showed, of whoever was logged in before, as soon as somebody
 * else is, or nobody.
 */
export function forgetOthersOrders(queries: QueryClient): void {
  let last: string | null = null;
  session.subscribe(() => {
    const now = session.get();
    const user = now.is === 'open' ? now.user.user_id : null;
    // A session that ended by itself may go on in a moment: its page stays.
    if (now.is === 'none' && now.ended && !now.byUser) return;
    if (last !== null && user !== last) {
      forgetDraft();
      for (const queryKey of [KEYS.orders, KEYS.console]) queries.removeQueries({ queryKey });
    }
    last = user;
  });
}
