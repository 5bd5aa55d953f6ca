import type { Audit } from '@stockade/client';
import { Link } from 'wouter';
import { counted, dateTime } from '../../parts/format.js';
import { Panel } from '../../parts/panel.js';
import { AUDIT_LOOKS } from './audit-words.js';

/** The audits of the last seven days. */
export function History({ audits, shown }: { audits: readonly Audit[]; shown: string | undefined }) {
  return (
    <div className="mt-5">
      <Panel title="Earlier audits">
        <ul>
          {audits.map(({ audit_id, state, started_at, findings }) => (
            <li key={audit_id} className="border-t border-line first:border-t-0">
              <Link
                href={`/console/audit/${audit_id}`}
                aria-current={audit_id === shown ? 'true' : undefined}
                className="flex min-h-10 flex-wrap items-center gap-x-5 rounded-card px-2 py-1.5 hover:bg-sunken aria-[current]:bg-accent-soft"
              >
                <span className="font-medium underline">{dateTime(started_at)}</span>
                <span className={AUDIT_LOOKS[state].colour}>
                  <span aria-hidden="true">{AUDIT_LOOKS[state].shape}</span> {AUDIT_LOOKS[state].word}
                </span>
                <span className={`ml-auto ${findings > 0 ? 'font-semibold text-bad' : 'text-muted'}`}>
                  {counted(findings, 'finding')}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
