import { setTimeout as pause } from 'node:timers/promises';
import type { Keys } from '@stockade/contracts';
import { waitUntil, type ServiceName, type Stack } from '@stockade/local';
import type { Redis } from '@stockade/redis';
import { consumerOf, heldBy, holderOf, type Held } from './hands.js';
import type { Ledger } from './ledger.js';
import { followOrder, type Killed, type Story } from './story.js';

const STORIES_MAX = 12;
const STORIES_AT_ONCE_MAX = 2;
/** Longer than another consumer takes to find what was abandoned. */
const TAKEN_OVER_MAX_MS = 6_000;
/** A process that goes on says within so long that its script came late. */
const LATE_DEADLINE_MS = 2_000;
/** A kill or a freeze waits so long for a moment at which it matters. */
const MOMENT_MAX_MS = 500;
const LOOK_INTERVAL_MS = 5;
const METRICS_TIMEOUT_MS = 3_000;
/** Deliveries that a service found settled before, by the fence or by the state of the order. */
const DUPLICATES = /^stockade_entries_processed_total\{[^}]*outcome="duplicate"[^}]*\} (\d+)/gm;

/** Looks from outside at what a fault met, and notes it in the ledger. Whatever cannot be seen meanwhile is not counted. */
export interface Witness {
  /** Kills a replica, and looks at what it had in its hand; answers what is to be called when it runs again. */
  kill(service: ServiceName, replica: number): Promise<() => void>;
  /**
   * Freezes a replica for so long, and if it has entries in its hand until another has settled one of them; then looks whether
   * a script of it comes late.
   */
  freeze(service: ServiceName, replica: number, durationMs: number): Promise<void>;
  /** How many repeated deliveries were found settled before, as far as the processes could be asked. */
  countDuplicates(replicas: number): Promise<number>;
  /** The orders that were followed since a service was killed that had them in its hand; resolves when all are at their end. */
  stories(): Promise<Story[]>;
}

export function makeWitness(redis: Redis, keys: Keys, stack: Stack, ledger: Ledger): Witness {
  const { met } = ledger;
  const following = new Set<Promise<void>>();
  const stories: Story[] = [];
  let followed = 0;
  /** What processes have counted that were killed. */
  let gone = 0;

  function follow(held: Held, killed: Killed): void {
    if (followed >= STORIES_MAX || following.size >= STORIES_AT_ONCE_MAX) return;
    followed += 1;
    const followingIt: Promise<void> = followOrder(redis, keys, held, killed)
      .then((story) => void (story && stories.push(story)))
      .catch(() => undefined)
      .finally(() => following.delete(followingIt));
    following.add(followingIt);
  }

  /** Those that the sleeper has not settled, and somebody else has. */
  async function countSettled(held: readonly Held[]): Promise<number> {
    const holders = await Promise.all(held.map((one) => holderOf(redis, one)));
    return holders.filter((holder) => holder === undefined).length;
  }

  /** A moment at which a fault matters, if one comes soon. */
  async function untilItHolds(consumer: string): Promise<void> {
    const holds = async () => (await heldBy(redis, keys, consumer)).length;
    const moment = { what: 'entries in its hand', deadlineMs: MOMENT_MAX_MS, intervalMs: LOOK_INTERVAL_MS };
    await waitUntil(holds, moment).catch(() => 'it has none now');
  }

  return {
    async kill(service, replica) {
      gone += await countIn(stack.url(service, replica)).catch(() => 0);
      await untilItHolds(consumerOf(service, replica));
      await stack.killNow(service, replica);
      const killed: Killed = { consumer: consumerOf(service, replica), atMs: Date.now(), restartedAtMs: null };
      const held = await heldBy(redis, keys, killed.consumer).catch(() => []);
      if (held.length > 0) met.killedInHand += 1;
      met.entriesInHand += held.length;
      const newest = held.at(-1);
      if (newest !== undefined) follow(newest, killed);
      return () => {
        killed.restartedAtMs = Date.now();
      };
    },

    async freeze(service, replica, durationMs) {
      const running = stack.process(service, replica);
      const duplicates = () => countIn(stack.url(service, replica));
      const before = await duplicates().catch(() => null);
      await untilItHolds(consumerOf(service, replica));
      running.signal('SIGSTOP');
      await pause(durationMs / 2);
      const held = await heldBy(redis, keys, consumerOf(service, replica)).catch(() => []);
      await pause(durationMs / 2);
      const settled =
        held.length === 0
          ? 0
          : await waitUntil(() => countSettled(held), {
              what: 'another to settle it',
              deadlineMs: TAKEN_OVER_MAX_MS,
            }).catch(() => 0);
      running.signal('SIGCONT');
      if (before === null || settled === 0) return;
      const late = async () => (await duplicates()) - before;
      const came = await waitUntil(late, { what: 'a late script', deadlineMs: LATE_DEADLINE_MS }).catch(() => 0);
      met.cameLate += Math.min(settled, came);
    },

    async countDuplicates(replicas) {
      const urls = Array.from({ length: replicas }, (_, replica) =>
        (['store', 'warehouse', 'refund'] as const).map((service) => stack.url(service, replica)),
      );
      const counts = await Promise.all(urls.flat().map((url) => countIn(url).catch(() => 0)));
      return counts.reduce((sum, count) => sum + count, gone);
    },

    async stories() {
      await Promise.all(following);
      return stories;
    },
  };
}

async function countIn(url: string): Promise<number> {
  const answer = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(METRICS_TIMEOUT_MS) });
  return [...(await answer.text()).matchAll(DUPLICATES)].reduce((sum, [, count]) => sum + Number(count), 0);
}
