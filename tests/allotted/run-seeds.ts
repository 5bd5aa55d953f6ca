import type { PrivateRedis } from '@stockade/testing';
import { runSeed, type Mutation } from './run-seed.js';
import { addUp, makeTally, type Tally } from './tally.js';

/** Seeds that run at once, each in a database of its own. */
const LANES = 16;

export interface SeedsOptions {
  from: number;
  seeds: number;
  mutation?: Mutation;
}

/** Runs seeds from a first one on, and sums up what happened. Throws an Error that names the seed which found a fault. */
export async function runSeeds(redis: PrivateRedis, { from, seeds, mutation }: SeedsOptions): Promise<Tally> {
  const sum = makeTally();
  let next = from;
  const failures: Error[] = [];
  const run = async (database: number) => {
    const client = redis.client.duplicate({ database });
    await client.connect();
    while (next < from + seeds && failures.length === 0) {
      const seed = next++;
      await runSeed(client, seed, mutation).then(
        (tally) => addUp(sum, tally),
        (error: unknown) => failures.push(new Error(`seed ${seed}: ${describe(error)}`, { cause: error })),
      );
    }
    client.destroy();
  };
  await Promise.all(Array.from({ length: LANES }, (_, database) => run(database)));
  if (failures[0] !== undefined) throw failures[0];
  return sum;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${describe(error.cause)}`;
}
