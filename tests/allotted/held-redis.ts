import { setImmediate as turn } from 'node:timers/promises';
import type { Redis } from '@stockade/redis';

/** What one process does of its own accord, a call of Redis after the other; it stands still before each until it may go on. */
export interface Worker {
  /** The connection on which it is held. */
  readonly redis: Redis;
  /** Instead of waiting. */
  readonly pause: () => Promise<void>;
  /** Whether it waits to go on now. */
  isHeld(): boolean;
  /** Lets one of its calls pass, or all that it waits for at once. Resolves when they are answered. */
  letPass(all: boolean): Promise<void>;
  /** Never lets it go on. */
  kill(): void;
}

/** Makes a call of Redis. */
export type Call = (name: string, args: readonly unknown[]) => Promise<unknown>;
/** Makes it through another, changed or not, and may look at the answer. */
export type Intercept = (call: Call) => Call;

export function makeWorker(client: Redis, intercept: Intercept): Worker {
  let held: (() => Promise<void>)[] = [];
  let isDead = false;

  const hold = (call: () => Promise<unknown>) =>
    new Promise<unknown>((resolve, reject) => {
      if (isDead) return;
      held.push(async () => {
        await call().then(resolve, reject);
      });
    });

  const make = intercept(async (name, args) => {
    const method: unknown = Reflect.get(client, name);
    if (typeof method !== 'function') throw new Error(`a client has no ${name}`);
    return Reflect.apply(method, client, [...args]);
  });
  const redis = new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function' || typeof name !== 'string') return value;
      return (...args: unknown[]) => hold(() => make(name, args));
    },
  });

  return {
    redis,
    pause: async () => void (await hold(async () => {})),
    isHeld: () => held.length > 0,
    async letPass(all) {
      const passing = held.splice(0, all ? held.length : 1);
      await Promise.all(passing.map((pass) => pass()));
      // It has gone on as far as it can when all that follows from the answers is done.
      await turn();
    },
    kill() {
      isDead = true;
      held = [];
    },
  };
}
