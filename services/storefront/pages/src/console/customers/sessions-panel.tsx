import { ApiProblem, type Account, type Session } from '@stockade/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { announce } from '../../parts/announce.js';
import { curlOf } from '../../parts/curl.js';
import { counted, dateTime } from '../../parts/format.js';
import { Panel } from '../../parts/panel.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { useNow } from '../../parts/since.js';
import { Age } from '../parts/age.js';
import { AsOf } from '../parts/as-of.js';
import { EndDialog } from './end-dialog.js';
import { endSessions, sessionsOf } from './queries.js';

const ATTEMPTS_MAX = 10;
const TRY_AGAIN_MS = 1_000;

/** Where somebody is logged in, and what ends all of it. */
export function SessionsPanel({ account: { user_id: id, email } }: { account: Account }) {
  const nowMs = useNow();
  const sessions = useQuery(sessionsOf(id));
  const [isAsking, setAsking] = useState(false);
  const end = useEnd(id);
  const items = sessions.data?.items;
  const path = `/api/store/users/${id}/sessions`;
  return (
    <Panel title="Sessions" json={sessions.data} curl={curlOf({ path, isPrivate: true })}>
      <AsOf what="the sessions" query={sessions} nowMs={nowMs} />
      {sessions.isError && <ProblemNote error={sessions.error} />}
      {sessions.isPending && <div aria-busy="true" className="skeleton h-24" />}
      {items?.length === 0 && <p className="mt-3 text-muted">Logged in nowhere.</p>}
      <ul className="mt-2">
        {items?.map((session, i) => (
          <Row key={i} session={session} nowMs={nowMs} />
        ))}
      </ul>
      {end.isPending && <p className="mt-3 text-muted">Ending them …</p>}
      {end.isSuccess && (
        <p className="mt-3 text-good">
          <span aria-hidden="true">● </span>
          {end.data === 0 ? 'There was none left to end' : `${counted(end.data, 'session')} ended`}, at every service,
          at {dateTime(new Date(end.submittedAt).toISOString())}.
        </p>
      )}
      {end.isError && <ProblemNote error={end.error} />}
      <button
        type="button"
        className="button mt-4 border-bad text-bad"
        disabled={items === undefined || items.length === 0 || end.isPending}
        onClick={() => setAsking(true)}
      >
        <LogOut className="size-4" aria-hidden="true" />
        End all sessions …
      </button>
      {isAsking && items && (
        <EndDialog
          email={email}
          sessions={items}
          onClose={() => setAsking(false)}
          onEnd={() => {
            setAsking(false);
            end.mutate(items.length);
          }}
        />
      )}
    </Panel>
  );
}

/** Ends all sessions of a user; its data is how many there were. */
function useEnd(id: string) {
  const queries = useQueryClient();
  return useMutation({
    async mutationFn(count: number) {
      await endSessions(id);
      return count;
    },
    // Repeated it answers the same.
    retry: (failures, error) => error instanceof ApiProblem && error.mayPass && failures < ATTEMPTS_MAX,
    retryDelay: (_failures, error) => (error instanceof ApiProblem && error.retryAfterMs) || TRY_AGAIN_MS,
    onSuccess(count) {
      announce(`${counted(count, 'session')} ended`);
      void queries.invalidateQueries(sessionsOf(id));
    },
  });
}

function Row({ session: { started_at, expires_at, current }, nowMs }: { session: Session; nowMs: number }) {
  return (
    <li className="border-t border-line py-2 first:border-t-0">
      <p>
        Logged in <Age at={started_at} nowMs={nowMs} />
        {current && <strong className="font-semibold text-accent"> · this one</strong>}
      </p>
      <p className="text-sm text-muted">expires {dateTime(expires_at)} unless it is used</p>
    </li>
  );
}
