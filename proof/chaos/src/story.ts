import { setTimeout as pause } from 'node:timers/promises';
import { flowsOf, isFinal, orderStatusSchema, type Keys, type PartitionKeys } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { holderOf, type Held } from './hands.js';

const LOOK_INTERVAL_MS = 20;
const PAGE = 500;
/** The path of an order up to the entry that is followed is looked for so far back. */
const LOOK_BACK_MS = 3_000;
const FOLLOWED_FOR_MS = 30_000;

export const STEP_KINDS = [
  'sent',
  'answered',
  'entry',
  'delivered',
  'killed',
  'restarted',
  'settled',
  'status',
  'stock',
  'money',
] as const;

/** Something that was seen to happen to an order, or to who had it in hand. */
export interface StoryStep {
  /** By the clock of this process, ms since 1970; of what is looked at again and again, up to some 20 ms late. */
  atMs: number;
  kind: (typeof STEP_KINDS)[number];
  text: string;
}

/** What became of an order whose entry a service had in its hand when it was killed. */
export interface Story {
  orderId: string;
  /** The consumer that was killed. */
  killed: string;
  steps: StoryStep[];
  /** From the kill to the time when the entry was settled, by whomever; null when that was not seen. */
  handoverMs: number | null;
  status: string | null;
}

interface Trace {
  stream: string;
  group: string;
  from: string;
  id: string | null;
  seen: string | null;
  isSettled: boolean;
}

export interface Killed {
  consumer: string;
  atMs: number;
  /** Once it runs again. */
  restartedAtMs: number | null;
}

/** Follows the order of an entry through all streams until it has come to its end; undefined when the entry is gone. */
export async function followOrder(redis: Redis, keys: Keys, held: Held, killed: Killed): Promise<Story | undefined> {
  const [entry] = (await redis.xRange(held.stream, held.id, held.id)) ?? [];
  const orderId = entry?.message['subject'];
  const partition = keys.partitions.find((one) =>
    Object.values(flowsOf(one)).some(({ stream }) => stream === held.stream),
  );
  if (orderId === undefined || partition === undefined) return undefined;
  const what = `${killed.consumer} is killed with entry ${held.id} of ${held.stream} in its hand`;
  const steps: StoryStep[] = [{ atMs: killed.atMs, kind: 'killed', text: what }];
  const story: Story = { orderId, killed: killed.consumer, steps, handoverMs: null, status: null };
  const traces = tracesFrom(partition, held, killed);
  const look = makeLook(redis, keys, story, traces);
  const deadline = performance.now() + FOLLOWED_FOR_MS;
  while (!(await look().catch(() => false)) && performance.now() < deadline) await pause(LOOK_INTERVAL_MS);
  if (killed.restartedAtMs !== null)
    steps.push({ atMs: killed.restartedAtMs, kind: 'restarted', text: `${killed.consumer} runs again` });
  const settled = steps.find(
    ({ kind, text, atMs }) => kind === 'settled' && text.includes(held.id) && atMs > killed.atMs,
  );
  story.handoverMs = settled ? settled.atMs - killed.atMs : null;
  return story;
}

function tracesFrom(partition: PartitionKeys, held: Held, killed: Killed): Trace[] {
  return Object.values(flowsOf(partition)).map(({ stream, readers: [group] }) => {
    const from = `${millisecondsOf(held.id) - LOOK_BACK_MS}-0`;
    const seen = stream === held.stream ? describeHolder(killed.consumer, held.deliveries) : null;
    return { stream, group, from, id: null, seen, isSettled: false };
  });
}

/** Notes what has changed since the last look, and answers whether nothing can change any more. */
function makeLook(redis: Redis, keys: Keys, story: Story, traces: readonly Trace[]): () => Promise<boolean> {
  const { orderId, steps } = story;
  const note = (kind: StoryStep['kind'], text: string, atMs = Date.now()) => void steps.push({ atMs, kind, text });
  let outcome: string | null = null;

  async function find(trace: Trace): Promise<void> {
    const page = (await redis.xRange(trace.stream, trace.from, '+', { COUNT: PAGE })) ?? [];
    const found = page.find(({ message }) => message['subject'] === orderId);
    const last = page.at(-1);
    if (last !== undefined) trace.from = `(${last.id}`;
    if (found === undefined) return;
    trace.id = found.id;
    note('entry', `entry ${found.id} is appended to ${trace.stream}`, millisecondsOf(found.id));
  }

  async function followEntry(trace: Trace, id: string): Promise<void> {
    const holder = await holderOf(redis, { ...trace, id });
    if (holder !== undefined) {
      const now = describeHolder(holder.consumer, holder.deliveries);
      if (now !== trace.seen) note('delivered', `entry ${id} is delivered to ${now}`);
      trace.seen = now;
      return;
    }
    if (trace.seen === null && !(await wasDelivered(redis, { ...trace, id }))) return;
    trace.isSettled = true;
    note('settled', `entry ${id} is acknowledged`);
  }

  return async () => {
    for (const trace of traces) {
      if (trace.id === null) await find(trace);
      if (trace.id !== null && !trace.isSettled) await followEntry(trace, trace.id);
    }
    const [[status], decided] = await Promise.all([
      redis.hmGet(keys.order(orderId), ['status']),
      redis.hGet(keys.reservation(orderId), 'outcome'),
    ]);
    if (decided !== outcome && decided !== null) note('stock', `the stock of the order is ${decided}`);
    outcome = decided;
    if (status !== undefined && status !== null && status !== story.status) note('status', `the order is ${status}`);
    story.status = status ?? null;
    return isOver(story, outcome) && traces.every(({ id, isSettled }) => id === null || isSettled);
  };
}

function isOver({ status }: Story, outcome: string | null): boolean {
  const known = orderStatusSchema.safeParse(status).data;
  return known !== undefined && (isFinal(known) || (known === 'completed' && outcome === 'reserved'));
}

async function wasDelivered(
  redis: Redis,
  { stream, group, id }: Pick<Held, 'stream' | 'group' | 'id'>,
): Promise<boolean> {
  const groups = await redis.xInfoGroups(stream);
  const last = groups.find(({ name }) => name === group)?.['last-delivered-id'];
  return last !== undefined && !isBefore(last, id);
}

/** A group that was made anew does not know how often an entry was delivered before. */
function describeHolder(consumer: string, deliveries: number): string {
  return deliveries > 0 ? `${consumer}, delivery ${deliveries}` : `${consumer}, in a group that was made anew`;
}

const millisecondsOf = (id: string): number => Number(id.split('-')[0]);

function isBefore(one: string, other: string): boolean {
  const [ms = 0, sequence = 0] = one.split('-').map(Number);
  const [otherMs = 0, otherSequence = 0] = other.split('-').map(Number);
  return ms === otherMs ? sequence < otherSequence : ms < otherMs;
}
