import { afterEach, expect } from '@jest/globals';
import { openEventSource, waitUntil, type EventSourceConnection } from '@stockade/testing';

/** Clients that follow products at a warehouse; they are closed after each test. */
export function useFollowers(eventsUrl: () => string) {
  const open: EventSourceConnection[] = [];
  afterEach(() => {
    for (const client of open.splice(0)) client.close();
  });

  async function follow(...ids: string[]): Promise<EventSourceConnection> {
    const client = await openEventSource(`${eventsUrl()}${ids.length > 0 ? `?ids=${ids.join(',')}` : ''}`);
    open.push(client);
    return client;
  }

  return {
    follow,
    /** Follows as soon as there is room, and waits until the client is told that it does. */
    async following(...ids: string[]): Promise<EventSourceConnection> {
      const admitted = async () => {
        const client = await follow(...ids);
        return client.status === 200 && client;
      };
      const client = await waitUntil(admitted, { what: 'room for a client' });
      await waitUntil(() => client.events.length > 0, { what: 'the client to follow' });
      expect(client.events.map(({ event, data }) => [event, data])).toEqual([['following', '{}']]);
      return client;
    },
  };
}

/** What a client was told of products. */
export const told = ({ events }: EventSourceConnection) =>
  events
    .filter(({ event }) => event !== 'following' && event !== 'away')
    .map(({ event, data }) => ({ event, ...JSON.parse(data) }));

export async function expectTold(client: EventSourceConnection, what: object): Promise<void> {
  const isTold = () => told(client).some((one) => JSON.stringify({ ...one, ...what }) === JSON.stringify(one));
  await waitUntil(isTold, { what: `${JSON.stringify(what)} to be told` });
  expect(told(client)).toContainEqual(expect.objectContaining(what));
}
