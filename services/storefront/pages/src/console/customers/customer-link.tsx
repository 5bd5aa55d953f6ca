import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { shortId } from '../../parts/format.js';
import { accountOf } from './queries.js';

/** A customer by email; by the id until that is known. */
export function CustomerLink({ id }: { id: string }) {
  const { data } = useQuery(accountOf(id));
  return (
    <Link href={`/console/customers/${id}`} title={id} className="block truncate hover:underline">
      <span className="sr-only">Customer </span>
      {data?.email ?? shortId(id)}
    </Link>
  );
}
