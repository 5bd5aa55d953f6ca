import type { Mark } from '@stockade/client';
import { useState } from 'react';
import { Link } from 'wouter';
import { curlOf } from '../../parts/curl.js';
import { Panel } from '../../parts/panel.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { useNow } from '../../parts/since.js';
import { AsOf } from '../parts/as-of.js';
import { MARK_LOOKS, markKey, pointed, type useMarks } from './marks.js';
import { whenOf } from './mark-words.js';

/** Marks that are listed before the others are unfolded. */
const SHOWN_MAX = 8;

/** What the marks on the charts are, newest first. What has the pointer or the focus is drawn thick on the charts. */
export function MarkList({ query }: { query: ReturnType<typeof useMarks> }) {
  const { data, error } = query;
  const [isOpen, setOpen] = useState(false);
  const nowMs = useNow();
  const { marks, hold, release } = useStill(data?.items.toReversed() ?? []);
  const shown = isOpen ? marks : marks.slice(0, SHOWN_MAX);
  return (
    <Panel title="What happened" json={data} curl={curlOf({ path: '/api/operations/ops/marks', isPrivate: true })}>
      {data === undefined && error && <ProblemNote error={error} />}
      {data?.items.length === 0 && (
        <p className="text-muted">Nothing besides orders: no replay, removal, audit or repair, and nothing was away.</p>
      )}
      <div onPointerOver={hold} onPointerLeave={release} onFocus={hold} onBlur={release}>
        <ul>
          {shown.map((mark) => (
            <Row key={markKey(mark)} mark={mark} />
          ))}
        </ul>
      </div>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        {marks.length > SHOWN_MAX && (
          <button type="button" className="chip" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? 'Fewer' : `All ${marks.length}`}
          </button>
        )}
        <AsOf what="them" query={query} nowMs={nowMs} />
      </div>
    </Panel>
  );
}

/** The list as it was when somebody began to point at it, as long as they do. */
function useStill(newest: readonly Mark[]) {
  const [held, setHeld] = useState<readonly Mark[] | null>(null);
  return {
    marks: held ?? newest,
    hold: () => setHeld((now) => now ?? newest),
    release: () => {
      setHeld(null);
      pointed.set(null);
    },
  };
}

function Row({ mark }: { mark: Mark }) {
  const { word, sign, colour } = MARK_LOOKS[mark.kind];
  const key = markKey(mark);
  const isPointed = pointed.use() === key;
  const point = () => pointed.set(key);
  const place = placeOf(mark);
  return (
    <li className="flex items-center gap-3 border-t border-line first:border-t-0">
      <button
        type="button"
        className={`grid min-h-9 min-w-0 grow grid-cols-[1.5rem_minmax(0,1fr)] items-center gap-x-2 gap-y-0.5 rounded-md px-1 py-1.5 text-left sm:grid-cols-[1.5rem_7.5rem_13rem_minmax(0,1fr)] ${
          isPointed ? 'bg-accent-soft' : ''
        }`}
        onClick={point}
        onFocus={point}
        onPointerEnter={point}
      >
        <span className="text-center" style={{ color: `var(${colour})` }} aria-hidden="true">
          {sign}
        </span>
        <span className="font-medium">{word}</span>
        <span className="col-start-2 text-sm text-muted sm:col-start-auto">{whenOf(mark)}</span>
        <span className="col-start-2 text-sm sm:col-start-auto">{mark.says}</span>
      </button>
      {place !== null && (
        <Link href={place} className="inline-flex min-h-9 items-center px-1 text-sm underline">
          Look
          <span className="sr-only"> at it: {mark.says}</span>
        </Link>
      )}
    </li>
  );
}

/** The page of a job or an audit. */
function placeOf({ kind, id }: Mark): string | null {
  if (id === null) return null;
  if (kind === 'audit') return `/console/audit/${id}`;
  return kind === 'repair' ? null : `/console/dead-letters?job=${id}`;
}
