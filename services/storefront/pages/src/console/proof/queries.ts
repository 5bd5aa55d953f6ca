import { dataOf, trusted, type LabRequest, type LabRun } from '@stockade/client';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { clients } from '../../api/clients.js';
import { followAnew } from '../../live/follow-anew.js';

const KEYS = { bench: ['lab', 'bench'], proofs: ['lab', 'proofs'] } as const;

/** What the lab can run, and what it checks. */
export const bench = queryOptions({
  queryKey: KEYS.bench,
  queryFn: ({ signal }) => dataOf(clients.lab.GET('/lab', { signal })),
});

export const proofs = queryOptions({
  queryKey: KEYS.proofs,
  queryFn: ({ signal }) => dataOf(clients.lab.GET('/lab/proofs', { signal })),
});

export const proofOf = (id: string) =>
  queryOptions({
    queryKey: ['lab', 'proof', id],
    queryFn: ({ signal }) => dataOf(clients.lab.GET('/lab/proofs/{id}', { params: { path: { id } }, signal })),
    enabled: id !== '',
  });

export const startRun = (body: LabRequest): Promise<LabRun> => dataOf(clients.lab.POST('/lab/runs', { body }));

export const endRun = (id: string): Promise<LabRun> =>
  dataOf(clients.lab.POST('/lab/runs/{id}/end', { params: { path: { id } } }));

/** The last run, as it goes on; null while there is none, or none is known. */
export function useRun(): [LabRun | null, (run: LabRun) => void] {
  const queries = useQueryClient();
  const [run, setRun] = useState<LabRun | null>(null);
  useEffect(() => {
    const end = new AbortController();
    followAnew(
      {
        service: 'lab',
        path: '/lab/events',
        onEvent({ event, data }) {
          if (event === 'run') setRun(trusted<LabRun>(data));
        },
        onState: () => {},
      },
      end.signal,
    );
    return () => end.abort();
  }, []);
  const proofId = run?.proof_id ?? null;
  useEffect(() => {
    if (proofId !== null) void queries.invalidateQueries({ queryKey: KEYS.proofs });
  }, [proofId, queries]);
  return [run, setRun];
}
