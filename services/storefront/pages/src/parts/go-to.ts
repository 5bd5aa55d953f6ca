import { flushSync } from 'react-dom';

/** Changes the page with a transition between the two, where the browser has one. */
export function goTo(change: () => void): void {
  if ('startViewTransition' in document) document.startViewTransition(() => flushSync(change));
  else change();
}
