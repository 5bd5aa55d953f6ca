import type { DeadLetterCauses } from '@stockade/client';
import { Link } from 'wouter';
import { curlOf } from '../../parts/curl.js';
import { Panel } from '../../parts/panel.js';
import { useNow } from '../../parts/since.js';
import { Age } from '../parts/age.js';
import { partsOf } from './letter-words.js';
import type { LetterFilter } from './queries.js';

type Cause = DeadLetterCauses['items'][number];

interface CausesPanelProps {
  causes: DeadLetterCauses;
  filter: LetterFilter;
}

/** The groups of equal cause; each leads to its dead letters. */
export function CausesPanel({ causes, filter }: CausesPanelProps) {
  const nowMs = useNow();
  const isChosen = ({ stream, cause }: Cause) => filter.stream === stream && filter.reason === cause;
  const most = Math.max(1, ...causes.items.map(({ count }) => count));
  return (
    <Panel
      title="Causes"
      json={causes}
      curl={curlOf({ path: '/api/operations/ops/dead-letters/causes', isPrivate: true })}
    >
      <ul className="-mx-2 grid grid-cols-1 gap-1">
        <li>
          <Link
            href="/console/dead-letters"
            aria-current={Object.keys(filter).length === 0 ? 'true' : undefined}
            className="flex min-h-10 items-center justify-between gap-3 rounded-card px-2 hover:bg-sunken aria-[current]:bg-accent-soft"
          >
            <span className="font-medium">All</span>
            <span className="font-semibold">{causes.total.toLocaleString()}</span>
          </Link>
        </li>
        {causes.items.map((cause) => (
          <li key={`${cause.stream} ${cause.group} ${cause.cause}`}>
            <CauseLink cause={cause} share={cause.count / most} isChosen={isChosen(cause)} nowMs={nowMs} />
          </li>
        ))}
      </ul>
      {!causes.complete && (
        <p className="mt-3 text-sm text-stale">
          There are more than are read at once: the newest {causes.read.toLocaleString()} are counted.
        </p>
      )}
      {causes.causes_left_out > 0 && (
        <p className="mt-3 text-sm text-muted">{causes.causes_left_out.toLocaleString()} rarer causes are left out.</p>
      )}
    </Panel>
  );
}

interface CauseLinkProps {
  cause: Cause;
  /** Of the most frequent cause. */
  share: number;
  isChosen: boolean;
  nowMs: number;
}

function CauseLink({ cause, share, isChosen, nowMs }: CauseLinkProps) {
  const { stream, group, count, first_at, last_at } = cause;
  const [head, rest] = partsOf(cause.cause);
  return (
    <Link
      href={`/console/dead-letters?${new URLSearchParams({ stream, reason: cause.cause })}`}
      aria-current={isChosen ? 'true' : undefined}
      className="block rounded-card px-2 py-2 hover:bg-sunken aria-[current]:bg-accent-soft"
    >
      <span className="flex items-start justify-between gap-3">
        <span className="min-w-0 [overflow-wrap:anywhere]" title={cause.cause}>
          <span className="font-medium">{head}</span>
          {rest !== '' && <span className="line-clamp-2 text-sm text-muted">{rest}</span>}
        </span>
        <span className="font-semibold text-bad">{count.toLocaleString()}</span>
      </span>
      <span className="mt-1 block h-1 rounded-full bg-bad opacity-60" style={{ width: `${share * 100}%` }} />
      <span className="mt-1 block text-sm text-muted">
        <span className="font-mono">{stream}</span> → {group || 'no group'}
      </span>
      <span className="block text-sm text-muted">
        last <Age at={last_at} nowMs={nowMs} />
        {first_at !== last_at && (
          <>
            , first <Age at={first_at} nowMs={nowMs} />
          </>
        )}
      </span>
    </Link>
  );
}
