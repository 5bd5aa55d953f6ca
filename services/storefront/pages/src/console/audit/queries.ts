import { dataOf, type Audit, type AuditRequest } from '@stockade/client';
import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { clients } from '../../api/clients.js';
import { KEYS } from '../../api/queries.js';

const AUDITS_KEY = [...KEYS.console, 'audits'];
const LIST_KEY = [...AUDITS_KEY, 'list'];
const AUDITS_SHOWN_MAX = 20;
const FINDINGS_PAGE_SIZE = 50;

const oneKey = (id: string) => [...AUDITS_KEY, 'one', id];
const findingsKey = (id: string) => [...AUDITS_KEY, 'findings', id];

/** The newest audits. */
export const auditList = queryOptions({
  queryKey: LIST_KEY,
  queryFn: ({ signal }) =>
    dataOf(clients.operations.GET('/ops/audits', { params: { query: { limit: AUDITS_SHOWN_MAX } }, signal })),
});

export const auditOf = (id: string) =>
  queryOptions({
    queryKey: oneKey(id),
    queryFn: ({ signal }) => dataOf(clients.operations.GET('/ops/audits/{id}', { params: { path: { id } }, signal })),
  });

const firstPage = (): number | null => null;

export const findingsOf = (id: string) =>
  infiniteQueryOptions({
    queryKey: findingsKey(id),
    queryFn({ pageParam, signal }) {
      const query = { limit: FINDINGS_PAGE_SIZE, ...(pageParam !== null && { cursor: pageParam }) };
      return dataOf(clients.operations.GET('/ops/audits/{id}/findings', { params: { path: { id }, query }, signal }));
    },
    initialPageParam: firstPage(),
    getNextPageParam: ({ next_cursor }) => (next_cursor === null ? null : Number(next_cursor)),
  });

export const startAudit = (body: AuditRequest) => dataOf(clients.operations.POST('/ops/audits', { body }));

export const cancelAudit = (id: string) =>
  dataOf(clients.operations.POST('/ops/audits/{id}/cancel', { params: { path: { id } } }));

/** Shows what a repair would do. */
export async function planRepair(id: string) {
  const plan = await dataOf(clients.operations.POST('/ops/audits/{id}/repair', { params: { path: { id } }, body: {} }));
  if (!('token' in plan)) throw new Error('the plan of a repair has no token');
  return plan;
}

/** Has done what a plan shows, and nothing else; repeated it finds the same job. */
export async function doRepair(id: string, token: string) {
  const job = await dataOf(
    clients.operations.POST('/ops/audits/{id}/repair', { params: { path: { id } }, body: { confirm: token } }),
  );
  if (!('job_id' in job)) throw new Error('a repair that was confirmed has no job');
  return job;
}

/** Keeps how far an audit is, and reads its findings again when it has more. */
export function noteAudit(queries: QueryClient, audit: Audit): void {
  const before = queries.getQueryData<Audit>(oneKey(audit.audit_id));
  queries.setQueryData(oneKey(audit.audit_id), audit);
  if (before?.findings !== audit.findings) void queries.invalidateQueries({ queryKey: findingsKey(audit.audit_id) });
  if (before?.state !== audit.state) void queries.invalidateQueries({ queryKey: LIST_KEY });
}
