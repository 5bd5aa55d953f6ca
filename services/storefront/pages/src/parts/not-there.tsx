import { DoorClosed } from 'lucide-react';
import { Link } from 'wouter';
import { useTitle } from './title.js';

/** For an address that leads to nothing that this visitor may see. */
export function NotThere({ what }: { what: string }) {
  useTitle('Not there');
  return (
    <div className="card mx-auto grid max-w-lg justify-items-center gap-4 p-12 text-center">
      <DoorClosed className="size-14 text-muted" strokeWidth="1.25" aria-hidden="true" />
      <h1 className="text-xl font-semibold">No such {what}</h1>
      <p className="text-muted">It is not there, or it is not yours.</p>
      <Link href="/" className="button">
        To the shop
      </Link>
    </div>
  );
}
