import { RotateCw } from 'lucide-react';
import { Age } from './age.js';

interface AsOfProps {
  /** What was read, in words. */
  what: string;
  /** A query: when it was answered last, by Date.now(). */
  query: { dataUpdatedAt: number; isFetching: boolean; refetch: () => Promise<unknown> };
  /** By Date.now(). */
  nowMs: number;
}

/** How old is what nothing tells the changes of, and what reads it again. */
export function AsOf({ what, query: { dataUpdatedAt, isFetching, refetch }, nowMs }: AsOfProps) {
  if (dataUpdatedAt === 0) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
      <span>
        Read <Age at={new Date(dataUpdatedAt).toISOString()} nowMs={nowMs} />
      </span>
      <button type="button" className="chip" disabled={isFetching} onClick={() => void refetch()}>
        <RotateCw className="size-4" aria-hidden="true" />
        Read {what} again
      </button>
    </p>
  );
}
