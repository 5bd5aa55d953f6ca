import { TriangleAlert } from 'lucide-react';

/** Says that what is shown is the last known. */
export function StaleStrip() {
  return (
    <p role="status" className="mb-5 flex items-center gap-2 rounded-card border border-stale px-4 py-2 text-stale">
      <TriangleAlert className="size-5 shrink-0" aria-hidden="true" />
      Redis is away: this is the last known stock. Nothing can be bought until it is back.
    </p>
  );
}
