import type { ReactNode } from 'react';
import { Redirect } from 'wouter';
import { useLoginAddress } from './login-address.js';
import { session } from './session.js';

/** Shows what only somebody who is logged in may see; sends others to log in, and back. */
export function OfUser({ children }: { children: ReactNode }) {
  const login = useLoginAddress();
  const now = session.use();
  if (now.is === 'unknown') return <div aria-busy="true" className="skeleton h-96" />;
  // A session that ended while its user was here is asked for above the page.
  if (now.is === 'none' && (!now.ended || now.byUser)) return <Redirect to={login} replace />;
  return children;
}
