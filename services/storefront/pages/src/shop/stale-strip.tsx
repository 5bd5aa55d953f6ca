import { TriangleAlert } from 'lucide-react';
import { isStale as isCatalogueStale } from '../live/apply.js';

/** Says that what is shown is the last known: the warehouse has said so, or answered so. */
export function StaleStrip({ isStale }: { isStale: boolean }) {
  const isTold = isCatalogueStale.use();
  return (
    <div role="status">
      {(isStale || isTold) && (
        <p className="mb-5 flex items-center gap-2 rounded-card border border-stale px-4 py-2 text-stale">
          <TriangleAlert className="size-5 shrink-0" aria-hidden="true" />
          Redis is away: this is the last known stock. Orders are taken again when it is back.
        </p>
      )}
    </div>
  );
}
