import { ApiProblem, type StreamEntry } from '@stockade/client';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type SubmitEvent } from 'react';
import { Link, useSearchParams } from 'wouter';
import { refresh } from '../../live/refresh.js';
import { curlOf } from '../../parts/curl.js';
import { clock, shortId } from '../../parts/format.js';
import { MoreButton } from '../../parts/more-button.js';
import { Panel } from '../../parts/panel.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { EntryFields } from '../parts/entry-fields.js';
import { entriesOf, type Range, type Which } from './queries.js';

/** What is in a stream, from one id to another. */
export function EntriesPanel({ which, length }: { which: Which; length: number }) {
  const queries = useQueryClient();
  const [{ from, to }, change] = useRange();
  const asked = entriesOf(which, { from, to });
  const list = useInfiniteQuery(asked);
  const [shownLength, setShownLength] = useState(length);
  const items = list.data?.pages.flatMap((page) => page.items);
  const { stream, partition } = which;
  const query = new URLSearchParams({
    partition: String(partition),
    ...(from !== '' && { from }),
    ...(to !== '' && { to }),
  });
  const path = `/api/operations/ops/streams/${stream}/entries?${query}`;
  const readAgain = () => {
    setShownLength(length);
    refresh(queries, { queryKey: asked.queryKey });
  };
  return (
    <Panel title="Entries" json={list.data?.pages} curl={curlOf({ path, isPrivate: true })}>
      <RangeForm range={{ from, to }} problem={list.error} onChange={change} />
      {shownLength !== length && (
        <p className="mb-3 text-center">
          <button type="button" className="chip" onClick={readAgain}>
            ↑ Changed: read it again
          </button>
        </p>
      )}
      {list.isError && items === undefined && !isAtField(list.error) && <ProblemNote error={list.error} />}
      {items === undefined && !list.isError && <div aria-busy="true" className="skeleton h-16" />}
      {items?.length === 0 && (
        <p className="text-muted">Nothing is here: what all groups have settled is trimmed after a while.</p>
      )}
      <ul>
        {items?.map((entry) => (
          <Row key={entry.id} entry={entry} />
        ))}
      </ul>
      <MoreButton list={list}>Show later ones</MoreButton>
    </Panel>
  );
}

/** The range in the address, and what changes both ends at once. */
function useRange(): [Range, (range: Range) => void] {
  const [params, setParams] = useSearchParams();
  const change = (range: Range) =>
    setParams(
      (current) => {
        const others = [...current].filter(([name]) => name !== 'from' && name !== 'to');
        return new URLSearchParams([...others, ...Object.entries(range).filter(([, id]) => id !== '')]);
      },
      { replace: true },
    );
  return [{ from: params.get('from') ?? '', to: params.get('to') ?? '' }, change];
}

const isAtField = (error: unknown): boolean =>
  error instanceof ApiProblem && (error.about('from') ?? error.about('to')) !== undefined;

interface RangeFormProps {
  range: Range;
  problem: unknown;
  onChange: (range: Range) => void;
}

function RangeForm({ range, problem, onChange }: RangeFormProps) {
  const [from, setFrom] = useState(range.from);
  const [to, setTo] = useState(range.to);
  const trouble = (field: string) => (problem instanceof ApiProblem ? problem.about(field) : undefined);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onChange({ from, to });
  };
  return (
    <form className="mb-4 grid items-end gap-3 sm:grid-cols-[1fr_1fr_auto]" onSubmit={submit}>
      <IdField label="From entry" value={from} trouble={trouble('from')} onChange={setFrom} />
      <IdField label="To entry" value={to} trouble={trouble('to')} onChange={setTo} />
      <button type="submit" className="button">
        Show
      </button>
    </form>
  );
}

interface IdFieldProps {
  label: string;
  value: string;
  trouble: string | undefined;
  onChange: (value: string) => void;
}

function IdField({ label, value, trouble, onChange }: IdFieldProps) {
  const [id, help] = [useId(), useId()];
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-sm">
        {label}
      </label>
      <input
        id={id}
        className="field font-mono text-sm"
        placeholder="1795256010756-0"
        autoComplete="off"
        aria-invalid={trouble !== undefined}
        aria-describedby={help}
        value={value}
        onChange={({ target }) => onChange(target.value.trim())}
      />
      <p id={help} className="text-sm text-bad">
        {trouble}
      </p>
    </div>
  );
}

function Row({ entry: { id, at, order_id, fields, complete } }: { entry: StreamEntry }) {
  return (
    <li className="border-t border-line py-2">
      <details>
        <summary className="min-h-6">
          <span className="font-mono text-sm [overflow-wrap:anywhere]">{id}</span>
          <time dateTime={at} className="ml-3 text-sm text-muted">
            {clock(at)}
          </time>
        </summary>
        <div className="pt-1 pl-4">
          {order_id !== null && (
            <Link href={`/orders/${order_id}`} className="inline-block min-h-6 text-sm underline">
              Order {shortId(order_id)}
            </Link>
          )}
          <EntryFields fields={fields} />
          {!complete && (
            <p className="mt-1 text-sm text-stale">Long values are cut here, and fields after the first 20.</p>
          )}
        </div>
      </details>
    </li>
  );
}
