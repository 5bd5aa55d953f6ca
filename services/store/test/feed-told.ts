import { expect } from '@jest/globals';
import { orderMoveViewSchema } from '@stockade/contracts';
import { waitUntil, type EventSourceConnection } from '@stockade/testing';

/** What a client has been told, in short: the status of each order by its name, or what else came. */
export function toldOf({ events }: EventSourceConnection, names: Readonly<Record<string, string>>): string[] {
  return events.map(({ event, data }) => {
    if (event !== 'status') return `${event} ${JSON.parse(data).orders}`;
    const { order_id, status } = orderMoveViewSchema.parse(JSON.parse(data));
    return `${names[order_id]} ${status}`;
  });
}

/** Waits until the client has been told these and nothing else. */
export async function expectTold(
  client: EventSourceConnection,
  names: Readonly<Record<string, string>>,
  ...told: readonly string[]
): Promise<void> {
  await waitUntil(() => client.events.length >= told.length, { what: `${told.join(', ')} to be told` });
  expect(toldOf(client, names)).toEqual(told);
}

export const untilLive = (client: EventSourceConnection) =>
  waitUntil(() => client.events.find(({ event }) => event === 'following'), { what: 'the orders to be followed' });
