import type { StreamOverview } from '@stockade/client';
import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { Panel } from '../../parts/panel.js';
import { refresh } from '../../live/refresh.js';
import { partitionsNow } from './queries.js';

interface PartitionsPanelProps {
  partitions: StreamOverview['partitions'];
  chosen: number;
  onChoose: (partition: number) => void;
}

/** The choice of a partition, by the numbers of each as they were last read. */
export function PartitionsPanel({ partitions, chosen, onChoose }: PartitionsPanelProps) {
  const queries = useQueryClient();
  const isReading = useIsFetching({ queryKey: partitionsNow.queryKey }) > 0;
  return (
    <Panel title="Partitions" json={partitions}>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <p className="text-muted">What is below is about the chosen one.</p>
        <button
          type="button"
          className="button"
          disabled={isReading}
          onClick={() => refresh(queries, { queryKey: partitionsNow.queryKey })}
        >
          Read again
        </button>
      </div>
      <ul className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-4">
        {partitions.map(({ partition, length, lag, pending, dead_letters: dead }) => (
          <li key={partition}>
            <button
              type="button"
              className="w-full rounded-card border border-line p-3 text-left hover:border-accent aria-pressed:border-accent aria-pressed:bg-accent-soft"
              aria-pressed={partition === chosen}
              onClick={() => onChoose(partition)}
            >
              <span className="font-semibold">Partition {partition}</span>
              <span className="block text-sm text-muted">
                length {length.toLocaleString()}, lag {lag === null ? 'unknown' : lag.toLocaleString()}
              </span>
              <span className="block text-sm text-muted">pending {pending.toLocaleString()}</span>
              {dead > 0 && <span className="block text-sm font-medium text-bad">dead {dead.toLocaleString()}</span>}
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
