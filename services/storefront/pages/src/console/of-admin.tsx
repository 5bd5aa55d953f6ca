import { ShieldX } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useTitle } from '../parts/title.js';
import { OfUser } from '../session/of-user.js';
import { session } from '../session/session.js';

/** Shows what only admins may see; the services refuse everybody else too. */
export function OfAdmin({ children }: { children: ReactNode }) {
  return (
    <OfUser>
      <AdminsOnly>{children}</AdminsOnly>
    </OfUser>
  );
}

function AdminsOnly({ children }: { children: ReactNode }) {
  const now = session.use();
  return now.is === 'open' && now.user.role !== 'admin' ? <ForAdmins /> : children;
}

function ForAdmins() {
  useTitle('For admins');
  return (
    <div className="card mx-auto grid max-w-lg justify-items-center gap-4 p-12 text-center">
      <ShieldX className="size-14 text-muted" strokeWidth="1.25" aria-hidden="true" />
      <h1 className="text-xl font-semibold">For admins</h1>
      <p className="text-muted">The console needs an account with the role admin. You are logged in as a customer.</p>
      <Link href="/" className="button">
        To the shop
      </Link>
    </div>
  );
}
