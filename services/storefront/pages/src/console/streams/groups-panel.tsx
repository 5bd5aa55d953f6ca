import type { StreamOverview } from '@stockade/client';
import { duration } from '../../parts/format.js';
import { Panel } from '../../parts/panel.js';
import { isGone, troubleOf } from './consumers.js';
import { TroubleNote } from './trouble-note.js';

type Group = StreamOverview['groups'][number];

/** The groups of a stream and their consumers. */
export function GroupsPanel({ groups }: { groups: readonly Group[] }) {
  return (
    <Panel title="Groups and consumers" json={groups}>
      <ul className="grid gap-6">
        {groups.map((group) => (
          <li key={group.group}>
            <GroupShown group={group} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function GroupShown({ group }: { group: Group }) {
  const { group: name, lag, pending, consumers } = group;
  const trouble = troubleOf(group);
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-4">
        <strong className="text-lg font-semibold">{name}</strong>
        <span className="text-muted">
          lag {lag === null ? 'unknown' : lag.toLocaleString()}, pending {pending.toLocaleString()}
        </span>
      </p>
      {trouble !== null && <TroubleNote>{trouble}</TroubleNote>}
      {consumers.length > 0 && <Consumers group={name} consumers={consumers} />}
    </>
  );
}

function Consumers({ group, consumers }: { group: string; consumers: Group['consumers'] }) {
  return (
    <table className="mt-2 w-full table-fixed text-left">
      <caption className="sr-only">Consumers of {group}</caption>
      <thead className="text-sm text-muted">
        <tr>
          <th scope="col" className="w-2/5 py-1 font-normal">
            Consumer
          </th>
          <th scope="col" className="font-normal">
            Pending
          </th>
          <th scope="col" className="font-normal">
            Idle
          </th>
        </tr>
      </thead>
      <tbody>
        {consumers.map((consumer) => (
          <tr key={consumer.name} className="border-t border-line align-top">
            <th scope="row" className="py-2 pr-3 font-mono text-sm font-normal [overflow-wrap:anywhere]">
              {consumer.name}
            </th>
            <td className="py-2">{consumer.pending.toLocaleString()}</td>
            <td className={`py-2 ${isGone(consumer) ? 'font-medium text-stale' : ''}`}>
              {duration(consumer.idle_ms)}
              {isGone(consumer) && (
                <span className="block text-sm">
                  <span aria-hidden="true">△ </span>gone
                  {consumer.pending > 0 ? ': others take its entries' : ': it will be removed'}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
