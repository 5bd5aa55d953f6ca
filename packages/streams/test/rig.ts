import { afterEach, beforeEach, expect } from '@jest/globals';
import { connectInBackground, listOf, loadScript, makeRedis, oneOf, type Redis } from '@stockade/redis';
import { usePrivateRedis, waitUntil, type PrivateRedis, type PrivateRedisOptions } from '@stockade/testing';
import {
  deadLettersOf,
  makeConsumer,
  type Bounds,
  type Consumer,
  type ConsumerSignals,
  type Delivery,
  type EachHandler,
  type Handler,
  type Outcome,
} from '../src/index.js';

export const STREAM = 'numbers';
export const GROUP = 'counters';
export const EFFECTS = 'effects';
type Log = { [Name in keyof ConsumerSignals]: ConsumerSignals[Name][0][] };
const PENDING_SEEN_MAX = 100_000;

/** Small, so that what is waited for comes soon; no test depends on how soon. */
const SMALL_BOUNDS: Partial<Bounds> = {
  blockMs: 50,
  readGraceMs: 500,
  minIdleMs: 300,
  claimIntervalMs: 20,
  retryDelayMinMs: 10,
  retryDelayMaxMs: 50,
  probeIntervalMs: 50,
  suspectsAfterMs: 100,
  housekeepingIntervalMs: 20,
  backoffMinMs: 5,
  backoffMaxMs: 50,
  stopDeadlineMs: 5_000,
};

export interface Num {
  number: string;
}

const settleScript = loadScript(new URL('./fixtures/settle.lua', import.meta.url), listOf(oneOf('done', 'duplicate')));

export type Settle = (deliveries: readonly Delivery<Num>[]) => Promise<Outcome[]>;

/** An each-handler that settles, after `before`. */
export const each =
  (before: (number: string, signal: AbortSignal) => Promise<unknown>) =>
  (settle: Settle): EachHandler<Num> => ({
    kind: 'each',
    async handle(delivery, signal) {
      await before(delivery.event.number, signal);
      const [outcome = { retry: 'not settled' }] = await settle([delivery]);
      return outcome;
    },
  });

export interface MemberOptions {
  name?: string;
  bounds?: Partial<Bounds>;
  readers?: string[];
  /** Default: settles a batch. `settle` runs the script of the fixture. */
  handler?: (settle: Settle, redis: Redis) => Handler<Num>;
  /** Comes between the consumer and its commands, such as a connection that loses answers. */
  commands?: (redis: Redis) => Redis;
  /** For tests that lose the group: a recreated one delivers again what was acknowledged. */
  guarded?: boolean;
}

export interface Member {
  consumer: Consumer;
  redis: Redis;
  /** What was signalled, oldest first. */
  signalled<Name extends keyof ConsumerSignals>(name: Name): Log[Name];
  /** Stops it and closes its connections. */
  stop(): Promise<void>;
}

export interface Rig {
  redis: PrivateRedis;
  /** Makes a consumer that is not started. It is stopped after the test. */
  make(options?: MemberOptions): Member;
  start(options?: MemberOptions): Member;
  /** Announces numbers; answers the ids of their entries. */
  announce(...numbers: (number | string)[]): Promise<string[]>;
  /** Delivers the next entries to a consumer that then does nothing, as one that has just been killed. */
  deliverToGhost(count: number, name?: string): Promise<string[]>;
  pending(): Promise<{ id: string; consumer: string; deliveries: number }[]>;
  deadLetters(): Promise<Record<string, string>[]>;
  effects(): Promise<Record<string, string>>;
  /** Waits until so much time has passed on the clock of Redis: long enough for what must not happen in it. */
  untilOlderBy(ms: number): Promise<void>;
  /** Waits until these numbers took effect and nothing is pending, and checks that each did exactly once. */
  expectOneEffectEach(numbers: readonly (number | string)[]): Promise<void>;
}

export function range(count: number, from = 0): number[] {
  return Array.from({ length: count }, (_, i) => from + i);
}

/** A promise to be resolved by hand. */
export function makeGate(): { opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

/** A private Redis, consumers on it, and what can be seen from outside. */
export function useRig(options?: PrivateRedisOptions): Rig {
  const redis = usePrivateRedis(options);
  const members: Member[] = [];
  beforeEach(() => redis.flush());
  afterEach(async () => {
    await Promise.all(members.splice(0).map((member) => member.stop()));
    const open = async () => (await redis.client.clientList()).filter(({ name }) => name.startsWith('consumer-'));
    await waitUntil(async () => (await open()).length === 0, { what: 'the connections of all consumers to be closed' });
  });

  function make(memberOptions: MemberOptions = {}): Member {
    const member = makeMember(redis.url, memberOptions);
    members.push(member);
    return member;
  }

  const rig: Rig = {
    redis,
    make,
    start(memberOptions) {
      const member = make(memberOptions);
      member.consumer.start();
      return member;
    },
    announce: (...numbers) => Promise.all(numbers.map((n) => redis.client.xAdd(STREAM, '*', { number: String(n) }))),
    async deliverToGhost(count, name = 'ghost') {
      await redis.client.xGroupCreate(STREAM, GROUP, '0', { MKSTREAM: true }).catch(() => 'it is there');
      await redis.client.xReadGroup(GROUP, name, { key: STREAM, id: '>' }, { COUNT: count });
      return (await rig.pending()).flatMap(({ id, consumer }) => (consumer === name ? [id] : []));
    },
    async pending() {
      const entries = await redis.client.xPendingRange(STREAM, GROUP, '-', '+', PENDING_SEEN_MAX);
      return entries.map(({ id, consumer, deliveriesCounter }) => ({ id, consumer, deliveries: deliveriesCounter }));
    },
    async deadLetters() {
      const entries = await redis.client.xRange(deadLettersOf(STREAM), '-', '+');
      return entries?.map(({ message }) => message) ?? [];
    },
    effects: () => redis.client.hGetAll(EFFECTS),
    async untilOlderBy(ms) {
      const now = async () => {
        const [seconds, microseconds] = await redis.client.time();
        return Number(seconds) * 1_000 + Number(microseconds) / 1_000;
      };
      const end = (await now()) + ms;
      await waitUntil(async () => (await now()) > end, { what: `${ms} ms to pass in Redis` });
    },
    async expectOneEffectEach(numbers) {
      const settled = async () => {
        const { pending } = await redis.client.xPending(STREAM, GROUP);
        return (await redis.client.hLen(EFFECTS)) >= numbers.length && pending === 0;
      };
      await waitUntil(settled, { what: 'every entry to be settled', deadlineMs: 15_000 });
      expect({ ...(await rig.effects()) }).toEqual(Object.fromEntries(numbers.map((n) => [String(n), '1'])));
    },
  };
  return rig;
}

function makeMember(url: string, options: MemberOptions): Member {
  const { name = 'one', bounds, readers = [GROUP], guarded = false, commands = (redis: Redis) => redis } = options;
  const connect = () => makeRedis({ url, name: `consumer-${name}`, onError: () => {} });
  const redis = connect();
  connectInBackground(redis);
  const settle: Settle = (deliveries) =>
    settleScript.run(
      redis,
      [STREAM, EFFECTS],
      [GROUP, guarded ? 'guard' : 'fence', ...deliveries.flatMap(({ id, event }) => [id, event.number])],
    );
  const { handler = (): Handler<Num> => ({ kind: 'batch', handle: settle }) } = options;
  const consumer = makeConsumer<Num>({
    stream: STREAM,
    group: GROUP,
    consumer: name,
    readers,
    redis: commands(redis),
    connect,
    decode({ number }) {
      if (number === undefined || !/^\d+$/.test(number)) throw new Error(`${String(number)} is no number`);
      return { number };
    },
    handler: handler(settle, redis),
    bounds: { ...SMALL_BOUNDS, ...bounds },
  });
  const log: Log = {
    processed: [],
    retried: [],
    deadLettered: [],
    claimed: [],
    isolated: [],
    vanished: [],
    groupCreated: [],
    stalled: [],
    trimmed: [],
    consumersRemoved: [],
    undeclaredGroups: [],
    twin: [],
    lag: [],
    failed: [],
  };
  record(consumer, log);

  return {
    consumer,
    redis,
    signalled: (signal) => log[signal],
    async stop() {
      await consumer.stop();
      redis.destroy();
    },
  };
}

function record({ signals }: Consumer, log: Log): void {
  signals.on('processed', (signal) => log.processed.push(signal));
  signals.on('retried', (signal) => log.retried.push(signal));
  signals.on('deadLettered', (signal) => log.deadLettered.push(signal));
  signals.on('claimed', (signal) => log.claimed.push(signal));
  signals.on('isolated', (signal) => log.isolated.push(signal));
  signals.on('vanished', (signal) => log.vanished.push(signal));
  signals.on('groupCreated', (signal) => log.groupCreated.push(signal));
  signals.on('undeclaredGroups', (signal) => log.undeclaredGroups.push(signal));
  signals.on('stalled', (signal) => log.stalled.push(signal));
  signals.on('trimmed', (signal) => log.trimmed.push(signal));
  signals.on('consumersRemoved', (signal) => log.consumersRemoved.push(signal));
  signals.on('twin', (signal) => log.twin.push(signal));
  signals.on('lag', (signal) => log.lag.push(signal));
  signals.on('failed', (signal) => log.failed.push(signal));
}
