import { CloudOff } from 'lucide-react';
import { Since } from '../../parts/since.js';
import { redisAway } from '../feed/feed.js';

/** Says while Redis does not answer that the numbers stand still. */
export function AwayNote() {
  const sinceMs = redisAway.use();
  return (
    <div role="status">
      {sinceMs !== null && (
        <p className="mb-4 flex items-center gap-2 font-medium text-stale">
          <CloudOff className="size-5 shrink-0" aria-hidden="true" />
          <span>
            Redis does not answer, for <Since ms={sinceMs} />. These are the last numbers.
          </span>
        </p>
      )}
    </div>
  );
}
