import { randomHex } from '../parts/random-hex.js';
import { register } from './session.js';

/** Whether the shop runs on this very machine, to be tried. */
export const isOnThisMachine = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);

/** Makes an account that nobody will log in to again. Throws an ApiProblem. */
export function registerThrowaway(): Promise<void> {
  return register({ email: `visitor-${randomHex(4)}@example.org`, name: 'A visitor', password: randomHex(16) });
}
