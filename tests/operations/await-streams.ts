import { flowsOf, makeKeys, type Flow } from '@stockade/contracts';
import { makeDeadLetters, viewStream } from '@stockade/operations';
import type { Redis } from '@stockade/redis';
import { waitUntil } from '@stockade/testing';

const flows = Object.values(flowsOf(makeKeys()));

/** Nothing waits and nothing is pending. */
export async function awaitSettled(redis: Redis): Promise<void> {
  const look = async () => {
    const views = await Promise.all(flows.map((flow) => viewStream(redis, flow)));
    return views.every(({ groups }) => groups.every(({ lag, pending }) => lag === 0 && pending === 0));
  };
  await waitUntil(look, { what: 'the streams to be settled' });
}

/** Resolves with the id of the dead letter of an entry with this subject. */
export function awaitDeadLetter(redis: Redis, flow: Flow, subject: string): Promise<string> {
  const look = async () => {
    const { items } = await makeDeadLetters(redis, flow.stream).list({ limit: 100 });
    return items.find(({ order_id }) => order_id === subject)?.id;
  };
  return waitUntil(look, { what: `a dead letter of ${subject}` });
}

/** Appends what no handler can read, as if it were about an order, and answers its dead letter. */
export async function poison(redis: Redis, flow: Flow, subject = `poison-${Math.random()}`): Promise<string> {
  await redis.xAdd(flow.stream, '*', { subject, event: '{' });
  return awaitDeadLetter(redis, flow, subject);
}
