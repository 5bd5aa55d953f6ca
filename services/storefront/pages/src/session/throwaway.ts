import { register } from './session.js';

/** Whether the shop runs on this very machine, to be tried. */
export const isOnThisMachine = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);

/** Makes an account that nobody will log in to again. Throws an ApiProblem. */
export function registerThrowaway(): Promise<void> {
  const random = (bytes: number) =>
    [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return register({ email: `visitor-${random(4)}@example.org`, name: 'A visitor', password: random(16) });
}
