import type { OrderStory } from '@stockade/contracts';
import { formatDuration, formatTable } from './terminal.js';

/** The story of an order for whoever reads it in a terminal. */
export function formatStory(story: OrderStory, partitions: number): string {
  return [about(story, partitions), moves(story), events(story), deadLetters(story), remarks(story)]
    .filter((part) => part !== '')
    .join('\n\n');
}

function about(story: OrderStory, partitions: number): string {
  const { order_id, partition, order, money } = story;
  const items = order?.items.map(({ quantity, name, price }) => `${quantity} × ${name} at ${price}`);
  const rows: [string, string | undefined][] = [
    ['status', order?.status],
    ['partition', partitions > 1 ? partition : undefined],
    ['customer', order?.customer_id],
    ['items', items?.join(', ')],
    ['total', order ? `${order.total} ${order.currency}` : undefined],
    ['money', money?.says],
    ['stock', stockOf(story)],
    ['refund', refundOf(story)],
  ];
  return formatTable(
    ['order', order_id],
    rows.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function stockOf({ reservation }: OrderStory): string {
  if (reservation === null) return 'not decided';
  const short = reservation.lines.filter(({ quantity, available }) => available !== null && available < quantity);
  const words = short.map(({ product_id, quantity, available }) => `${available} of ${quantity} of ${product_id}`);
  return words.length === 0 ? reservation.outcome : `${reservation.outcome}: there were ${words.join(', ')}`;
}

const refundOf = ({ refund }: OrderStory) =>
  refund === null ? undefined : `${refund.amount} ${refund.currency}: ${refund.reason}`;

/** What happened to it, by time; the clocks of the services may differ a little. */
function moves({ order, payment, reservation }: OrderStory): string {
  const known = [
    ...(order?.timeline ?? []).map(({ at, status }) => ({ at, what: status })),
    { at: payment?.charged_at, what: `charge ${payment?.outcome}` },
    { at: reservation?.at, what: `stock ${reservation?.outcome}` },
    { at: payment?.given_back_at, what: payment?.outcome === 'voided' ? 'charge voided' : 'money given back' },
  ].flatMap(({ at, what }) => (at ? [{ at, what }] : []));
  const sorted = known.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const rows = sorted.map(({ at, what }, i) => {
    const before = sorted[i - 1];
    return [at, before ? formatDuration(Date.parse(at) - Date.parse(before.at)) : '-', what];
  });
  return rows.length === 0 ? '' : formatTable(['at', 'after', 'what'], rows);
}

function events({ events: found }: OrderStory): string {
  const there = found.filter(({ in_stream }) => in_stream);
  if (there.length === 0) return 'no event of it in the streams: what is settled is trimmed within seconds';
  const rows = there.flatMap(({ stream, entry_id, deliveries }) =>
    deliveries.map(({ group, state, consumer, deliveries: times, idle_ms: idleMs }) => [
      stream,
      entry_id,
      group,
      state,
      consumer ?? '-',
      times === null ? '-' : String(times),
      idleMs === null ? '-' : formatDuration(idleMs),
    ]),
  );
  return formatTable(['event in stream', 'entry', 'group', 'state', 'consumer', 'deliveries', 'idle'], rows);
}

function deadLetters({ dead_letters: letters }: OrderStory): string {
  return letters
    .map(({ id, at, deliveries, reason }) => {
      // The name of the stream has no dot.
      const [stream = '', ...entry] = id.split('.');
      const named = `${stream} ${entry.join('.')}`;
      return `dead letter ${named}, buried ${at ?? 'at an unknown time'} after ${deliveries} deliveries: ${reason}\n  remedy: dead-letters replay ${named}`;
    })
    .join('\n');
}

function remarks({ findings, similar_orders: similar, complete, gaps }: OrderStory): string {
  return [
    ...findings.map(({ rule, what, remedy }) => {
      const line = `${rule}  ${what}`;
      return remedy === null ? line : `${line}\n  remedy: ${remedy}, with audit --repair --yes`;
    }),
    ...similar.map(({ order_id, status, placed_at }) => `similar order ${order_id}, ${status}, placed ${placed_at}`),
    ...gaps.map((gap) => `not known: ${gap}`),
    ...(complete
      ? []
      : ['a stream or the dead letters were too long to be searched whole: an event may be missing here']),
  ].join('\n');
}
