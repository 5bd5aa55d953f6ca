import type { ShownEntry } from '@stockade/client';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { clock, shortId } from '../../parts/format.js';
import { Panel } from '../../parts/panel.js';
import { onEntry } from '../feed/feed.js';

const SHOWN_MAX = 12;
/** Entries come in bundles; the list changes no more often than they do. */
const BUNDLE_MS = 250;

/** The entries that were appended last. They stand still while somebody points at them. */
export function Ticker() {
  const { shown, waiting, hold, release } = useEntries();
  return (
    <Panel title="What is appended" json={shown}>
      {shown.length === 0 && (
        <p className="text-muted">Nothing since you look. An order brings three entries at most.</p>
      )}
      <div onPointerEnter={hold} onPointerLeave={release} onFocus={hold} onBlur={release}>
        <ol className="text-sm">
          {shown.map((entry) => (
            <Row key={keyOf(entry)} entry={entry} />
          ))}
        </ol>
      </div>
      <p className="mt-2 h-5 text-sm text-muted">{waiting > 0 && `${waiting} more wait until you look away.`}</p>
    </Panel>
  );
}

function Row({ entry: { stream, type, entry_id: id, order_id: orderId, stands_for: count } }: { entry: ShownEntry }) {
  return (
    <li className="grid grid-cols-[auto_1fr_auto] items-baseline gap-x-4 border-b border-line py-1.5 last:border-0 sm:grid-cols-[7rem_11rem_1fr_auto]">
      <span className="text-muted">{timeOf(id)}</span>
      <span className="truncate font-mono">{stream}</span>
      <span className="hidden truncate text-muted sm:block">
        {type ?? 'no event'}
        {count > 1 && ` · stands for ${count.toLocaleString()}`}
      </span>
      {orderId === null ? (
        <span />
      ) : (
        <Link href={`/orders/${orderId}`} className="font-mono text-accent underline underline-offset-2">
          {shortId(orderId)}
        </Link>
      )}
    </li>
  );
}

const keyOf = ({ partition, stream, entry_id: id }: ShownEntry) => `${partition} ${stream} ${id}`;

/** The time in the id of an entry, by the clock of Redis. */
const timeOf = (id: string) => clock(new Date(Number(id.split('-')[0])).toISOString());

function useEntries() {
  const [{ shown, late }, setEntries] = useState<{ shown: readonly ShownEntry[]; late: readonly ShownEntry[] | null }>({
    shown: [],
    late: null,
  });
  const [waiting, setWaiting] = useState(0);
  useEffect(
    () =>
      inBundles((bundle) => {
        const more = (entries: readonly ShownEntry[]) => [...bundle, ...entries].slice(0, SHOWN_MAX);
        setWaiting((count) => count + bundle.length);
        setEntries((now) =>
          now.late === null ? { ...now, shown: more(now.shown) } : { ...now, late: more(now.late) },
        );
      }),
    [],
  );
  return {
    shown,
    waiting: late === null ? 0 : waiting,
    hold() {
      setWaiting(0);
      setEntries((now) => ({ ...now, late: now.late ?? now.shown }));
    },
    release: () => setEntries((now) => ({ shown: now.late ?? now.shown, late: null })),
  };
}

/** Calls back with what came in a while, newest first. Returns the end of it. */
function inBundles(take: (entries: readonly ShownEntry[]) => void): () => void {
  let bundle: ShownEntry[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    take(bundle.toReversed());
    bundle = [];
  };
  const end = onEntry((entry) => {
    bundle.push(entry);
    timer ??= setTimeout(flush, BUNDLE_MS);
  });
  return () => {
    end();
    clearTimeout(timer);
  };
}
