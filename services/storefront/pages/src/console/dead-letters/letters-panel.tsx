import type { DeadLetter, DeadLetterCauses } from '@stockade/client';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { refresh } from '../../live/refresh.js';
import { curlOf } from '../../parts/curl.js';
import { counted } from '../../parts/format.js';
import { MoreButton } from '../../parts/more-button.js';
import { Panel } from '../../parts/panel.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { useSearchParam } from '../../parts/search-params.js';
import { useNow } from '../../parts/since.js';
import { HeldRows } from '../parts/held-rows.js';
import { sumOf } from '../sums.js';
import { LetterActions } from './letter-actions.js';
import { LetterRow } from './letter-row.js';
import { letterCauses, letterList, type LetterFilter } from './queries.js';

/** Dead letters one by one, newest first, and what can be done to those that are chosen. */
export function LettersPanel({ filter }: { filter: LetterFilter }) {
  const list = useInfiniteQuery(letterList(filter));
  const counts = useQuery(letterCauses(filter));
  const news = useNews(filter, counts.data);
  const letters = list.data?.pages.flatMap(({ items }) => items);
  const path = `/api/operations/ops/dead-letters?${new URLSearchParams({ ...filter })}`;
  return (
    <Panel title="One by one" json={list.data?.pages} curl={curlOf({ path, isPrivate: true })}>
      {list.isError && letters === undefined && <ProblemNote error={list.error} />}
      {letters === undefined && !list.isError && <div aria-busy="true" className="skeleton h-72" />}
      {letters && <Letters letters={letters} filter={filter} count={counts.data && countOf(counts.data)} news={news} />}
      <MoreButton list={list}>{letters?.length === 0 ? 'Look further' : 'Show older ones'}</MoreButton>
    </Panel>
  );
}

const countOf = ({ items }: DeadLetterCauses): number => sumOf(items.map(({ count }) => count));

interface LettersProps {
  letters: readonly DeadLetter[];
  filter: LetterFilter;
  count: number | undefined;
  news: { words: string | null; show: () => void };
}

function Letters({ letters, filter, count, news }: LettersProps) {
  const nowMs = useNow();
  const [, showJob] = useSearchParam('job');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const ids = letters.flatMap(({ id }) => (chosen.has(id) ? [id] : []));
  const toggle = (id: string) =>
    setChosen((current) =>
      current.has(id) ? new Set([...current].filter((one) => one !== id)) : new Set(current).add(id),
    );
  const isFiltered = Object.keys(filter).length > 0;
  const all = isFiltered
    ? `all ${counted(count ?? 0, 'of these', 'of these')}`
    : `all ${(count ?? 0).toLocaleString()}`;
  const isSome = ids.length > 0;
  return (
    <>
      <LetterActions
        words={isSome ? `the chosen ${ids.length.toLocaleString()}` : all}
        count={isSome ? ids.length : (count ?? 0)}
        choice={isSome ? { ids } : { filter }}
        onStarted={({ job_id }) => {
          setChosen(new Set());
          showJob(job_id);
        }}
      />
      {letters.length === 0 && <p className="mt-4 text-muted">None of these is here any more.</p>}
      <HeldRows news={news.words} show={news.show}>
        <ul className="mt-4">
          {letters.map((letter) => (
            <LetterRow
              key={letter.id}
              letter={letter}
              nowMs={nowMs}
              isChosen={chosen.has(letter.id)}
              onToggle={() => toggle(letter.id)}
            />
          ))}
        </ul>
      </HeldRows>
    </>
  );
}

/** What the counts say that the list does not show yet. */
function useNews(filter: LetterFilter, counts: DeadLetterCauses | undefined): LettersProps['news'] {
  const queries = useQueryClient();
  const [shown, setShown] = useState<DeadLetterCauses>();
  if (shown === undefined && counts !== undefined) setShown(counts);
  const more = counts && shown ? countOf(counts) - countOf(shown) : 0;
  const isSame = counts === undefined || shown === undefined || markOf(counts) === markOf(shown);
  return {
    words: isSame ? null : more > 0 ? `${more.toLocaleString()} new` : 'Changed: show what is there now',
    show() {
      setShown(counts);
      refresh(queries, { queryKey: letterList(filter).queryKey });
    },
  };
}

const markOf = ({ items }: DeadLetterCauses): string =>
  JSON.stringify(items.map(({ cause, stream, group, count, last_at }) => [cause, stream, group, count, last_at]));
