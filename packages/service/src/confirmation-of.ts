import type { Keys } from '@stockade/contracts';
import type { ConfirmationOf } from '@stockade/http';
import type { Confirmations } from '@stockade/redis';

/** Finds the confirmation for an answer, by where its route writes. */
export function confirmationOf({ beside, anywhere }: Confirmations, keys: Keys): ConfirmationOf {
  return (place) => {
    if (place === undefined) return anywhere;
    if (place === 'catalogue') return beside(keys.products);
    // The same key for all customers of a partition, because a confirmation is kept for each key.
    return beside(('id' in place ? keys.of(place.id) : keys.ofEmail(place.email)).orders);
  };
}
