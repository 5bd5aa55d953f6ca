import { ApiProblem } from '@stockade/client';
import { useQuery } from '@tanstack/react-query';
import { ClipboardCheck } from 'lucide-react';
import { NotThere } from '../../parts/not-there.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { useTitle } from '../../parts/title.js';
import { useFeed } from '../feed/feed.js';
import { Nothing } from '../parts/nothing.js';
import { AuditShown } from './audit-shown.js';
import { History } from './history.js';
import { auditList, auditOf } from './queries.js';
import { StartForm } from './start-form.js';

/** Whether every order, product and stream follows the rules: the newest audit, or the one of the address. */
export function AuditPage({ id }: { id?: string }) {
  useTitle('Audit');
  useFeed();
  const { data: list, error } = useQuery(auditList);
  const newest = list?.items[0];
  const shown = id ?? newest?.audit_id;
  const isRunning = newest?.state === 'running';
  return (
    <>
      <h1 className="text-2xl font-bold tracking-tight sm:text-3xl">Audit</h1>
      <p className="mt-1 mb-4 text-muted">Checks every order, product and stream while orders flow, and only reads.</p>
      <StartForm isRunning={isRunning} />
      {error && list === undefined && <ProblemNote error={error} />}
      {list?.items.length === 0 && id === undefined && (
        <Nothing sign={ClipboardCheck}>
          <p>No audit in the last seven days.</p>
        </Nothing>
      )}
      {shown !== undefined && <One key={shown} id={shown} />}
      {list !== undefined && list.items.length > 1 && <History audits={list.items} shown={shown} />}
    </>
  );
}

function One({ id }: { id: string }) {
  const { data: audit, error } = useQuery(auditOf(id));
  if (audit) return <AuditShown audit={audit} />;
  if (error instanceof ApiProblem && (error.status === 404 || error.status === 400)) return <NotThere what="audit" />;
  if (error) return <ProblemNote error={error} />;
  return <div aria-busy="true" className="skeleton h-96" />;
}
