import type { Audit, Finding } from '@stockade/client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { curlOf } from '../../parts/curl.js';
import { MoreButton } from '../../parts/more-button.js';
import { Panel } from '../../parts/panel.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { placeOf } from './audit-words.js';
import { findingsOf } from './queries.js';

/** What an audit has found, with what a repair would do. */
export function FindingsPanel({ audit: { audit_id: id, findings } }: { audit: Audit }) {
  const list = useInfiniteQuery(findingsOf(id));
  const items = list.data?.pages.flatMap((page) => page.items);
  return (
    <Panel
      title={`Findings (${findings.toLocaleString()})`}
      json={list.data?.pages}
      curl={curlOf({ path: `/api/operations/ops/audits/${id}/findings`, isPrivate: true })}
    >
      {list.isError && items === undefined && <ProblemNote error={list.error} />}
      {items === undefined && !list.isError && <div aria-busy="true" className="skeleton h-32" />}
      {items && <FindingRows findings={items} />}
      <MoreButton list={list}>Show more</MoreButton>
    </Panel>
  );
}

/** Findings one below the other. */
export function FindingRows({ findings }: { findings: readonly Finding[] }) {
  return (
    <ul>
      {findings.map((finding) => (
        <FindingRow key={finding.number} finding={finding} />
      ))}
    </ul>
  );
}

function FindingRow({ finding }: { finding: Finding }) {
  const { rule, id, what, remedy } = finding;
  const place = placeOf(finding);
  return (
    <li className="grid gap-x-5 gap-y-1 border-t border-line py-3 first:border-t-0 md:grid-cols-[12rem_minmax(0,1fr)_13rem]">
      <span className="font-mono text-sm font-semibold [overflow-wrap:anywhere] text-bad">{rule}</span>
      <span className="min-w-0 [overflow-wrap:anywhere]">
        <span className="block">{what}</span>
        {place === null ? (
          <span className="font-mono text-sm">{id}</span>
        ) : (
          <Link href={place} className="font-mono text-sm underline">
            {id}
          </Link>
        )}
      </span>
      <span className="text-sm">
        {remedy === null ? (
          <span className="text-muted">A person must find out why.</span>
        ) : (
          <>
            <span className="text-muted">A repair would </span>
            {remedy}
          </>
        )}
      </span>
    </li>
  );
}
