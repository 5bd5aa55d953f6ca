import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { announce } from '../../parts/announce.js';
import { counted, dateTime } from '../../parts/format.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { saveFile } from '../../parts/save-file.js';
import { csvOf } from './csv.js';
import type { OrderFilter } from './filter.js';
import { FILE_ORDERS_MAX, readAllOrders, type ReadSoFar } from './read-all.js';

type Saving =
  | { is: 'idle' }
  | { is: 'reading'; soFar: ReadSoFar }
  | { is: 'saved'; orders: number; isComplete: boolean }
  | { is: 'failed'; error: unknown };

/** Saves the orders of a filter as a CSV file. */
export function CsvButton({ filter }: { filter: OrderFilter }) {
  const [saving, setSaving] = useState<Saving>({ is: 'idle' });
  const reading = useRef<AbortController>(null);
  useEffect(() => () => reading.current?.abort(), []);

  async function save() {
    const { signal } = (reading.current = new AbortController());
    setSaving({ is: 'reading', soFar: { orders: 0, until: null } });
    try {
      const { orders, isComplete } = await readAllOrders(
        filter,
        (soFar) => setSaving({ is: 'reading', soFar }),
        signal,
      );
      saveFile(`orders-${new Date().toISOString().slice(0, 'yyyy-mm-dd'.length)}.csv`, csvOf(orders), 'text/csv');
      announce(`${counted(orders.length, 'order')} saved`);
      setSaving({ is: 'saved', orders: orders.length, isComplete });
    } catch (error) {
      setSaving(signal.aborted ? { is: 'idle' } : { is: 'failed', error });
    }
  }

  return (
    <div className="grid justify-items-start gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {saving.is === 'reading' ? (
          <button type="button" className="button" onClick={() => reading.current?.abort()}>
            Stop
          </button>
        ) : (
          <button type="button" className="button" onClick={() => void save()}>
            <Download className="size-4" aria-hidden="true" />
            CSV of these
          </button>
        )}
        <SavingWords saving={saving} />
      </div>
      {saving.is === 'failed' && <ProblemNote error={saving.error} />}
    </div>
  );
}

function SavingWords({ saving }: { saving: Saving }) {
  if (saving.is === 'reading') {
    const { orders, until } = saving.soFar;
    return (
      <p className="text-sm text-muted">
        {counted(orders, 'order')} read{until !== null && `, back to ${dateTime(until)}`} …
      </p>
    );
  }
  if (saving.is !== 'saved') return null;
  if (saving.isComplete) return <p className="text-sm text-muted">{counted(saving.orders, 'order')} saved.</p>;
  return (
    <p className="text-sm text-stale">
      △ The newest {FILE_ORDERS_MAX.toLocaleString()} are saved: a file holds no more. Narrow the filter for the others.
    </p>
  );
}
