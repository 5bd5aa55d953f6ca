import { useQuery, useQueryClient } from '@tanstack/react-query';
import { MailCheck } from 'lucide-react';
import { useEffect } from 'react';
import { refresh } from '../../live/refresh.js';
import { useSearchParam } from '../../parts/search-params.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { useTitle } from '../../parts/title.js';
import { overview, useFeed } from '../feed/feed.js';
import { AwayNote } from '../parts/away-note.js';
import { JobsShown } from '../jobs/jobs-shown.js';
import { sumOf } from '../sums.js';
import { Nothing } from '../parts/nothing.js';
import { CausesPanel } from './causes-panel.js';
import { LettersPanel } from './letters-panel.js';
import { CAUSES_KEY, letterCauses, refreshLetters, type LetterFilter } from './queries.js';

/** What could not be processed: by cause, and one by one. */
export function DeadLettersPage() {
  useTitle('Dead letters');
  useFeed();
  const queries = useQueryClient();
  const filter = useFilter();
  const causes = useQuery(letterCauses({}));
  useDeadCount(causes.data?.total);
  const isEmpty = causes.data?.total === 0;
  return (
    <>
      <h1 className="mb-5 text-2xl font-bold tracking-tight sm:text-3xl">Dead letters</h1>
      <AwayNote />
      <JobsShown kinds={['replay', 'purge']} onOver={() => refreshLetters(queries)} />
      {causes.isError && causes.data === undefined && <ProblemNote error={causes.error} />}
      {causes.isPending && <div aria-busy="true" className="skeleton h-96" />}
      {isEmpty && (
        <Nothing sign={MailCheck}>
          <p>No dead letters: everything that came was processed.</p>
        </Nothing>
      )}
      {causes.data && !isEmpty && (
        <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[19rem_minmax(0,1fr)]">
          <CausesPanel causes={causes.data} filter={filter} />
          <LettersPanel key={JSON.stringify(filter)} filter={filter} />
        </div>
      )}
    </>
  );
}

/** The filter in the address. */
function useFilter(): LetterFilter {
  const [stream] = useSearchParam('stream');
  const [reason] = useSearchParam('reason');
  const [order] = useSearchParam('order_id');
  return { ...(stream && { stream }), ...(reason && { reason }), ...(order && { order_id: order }) };
}

/** Reads the causes again when the feed counts another number of dead letters than is shown. */
function useDeadCount(shown: number | undefined): void {
  const queries = useQueryClient();
  const now = overview.use();
  useEffect(() => {
    if (now === null || shown === undefined) return;
    const count = sumOf(now.streams.map(({ dead_letters }) => dead_letters));
    if (count !== shown) refresh(queries, { queryKey: CAUSES_KEY });
  }, [now, shown, queries]);
}
