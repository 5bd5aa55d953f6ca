import type { Keys } from '@stockade/contracts';
import type { ConfirmationOf } from '@stockade/http';
import type { Confirmations } from '@stockade/redis';

/** What confirms an answer, by what its route writes beside. */
export function confirmationOf({ beside, anywhere }: Confirmations, keys: Keys): ConfirmationOf {
  return (place) => {
    if (place === undefined) return anywhere;
    if (place === 'catalogue') return beside(keys.products);
    // One key for each partition, since what confirms beside a key is kept.
    return beside(('id' in place ? keys.of(place.id) : keys.ofEmail(place.email)).orders);
  };
}
