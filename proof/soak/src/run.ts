import { makeKeys, type SinglePartitionKeys } from '@stockade/contracts';
import { waitUntil } from '@stockade/local';
import type { Redis } from '@stockade/redis';
import {
  makeHttp,
  makeMemoryReader,
  makeRandom,
  MEMORY_REPORT_ENV,
  onStage,
  openShop,
  scarceStock,
  untilQuiet,
  type Say,
  type Stage,
  type StageOptions,
} from '@stockade/stage';
import { DEFAULT_BOUNDS } from '@stockade/streams';
import type { Evidence } from './evidence.js';
import type { SoakOptions } from './options.js';
import { describeSample, SAMPLE_HEADER } from './report.js';
import { residentBytesOfRedis, sampleFor, sampleStreams, type Sample, type StreamSample } from './sample.js';
import { isTrimmed } from './verdict.js';
import { letVisitorsIn, makeTally } from './visitors.js';

const CONNECTIONS = 64;
const SEED = 1;
/**
 * There is one piece of the first product, and enough of the others until the end: some orders are refunded, as many at
 * the beginning as at the end. With a product that sells out on the way, the load of the services would change.
 */
const STOCK_FACTOR = 4;
/** How many times the housekeeping may come until all streams are trimmed. */
const TRIMS_AWAITED = 3;

/** Puts a system, set as it is shipped but for rate limits and logins, under a steady load, and takes samples of it meanwhile. */
export function runSoak(options: SoakOptions, say: Say): Promise<Evidence> {
  const stage: StageOptions = {
    name: 'soak',
    workspace: options.workspace,
    env: { ...MEMORY_REPORT_ENV, ACCESS_TOKEN_TTL_S: '86400', LOG_LEVEL: 'info' },
  };
  return onStage(stage, say, (all) => soak(options, all, say));
}

async function soak(options: SoakOptions, stage: Stage, say: Say): Promise<Evidence> {
  const { rate, seconds } = options;
  const { stack, redis } = stage;
  const keys = makeKeys();
  const http = makeHttp(CONNECTIONS);
  const tally = makeTally();
  const ended = new AbortController();
  const readMemory = makeMemoryReader(stack, seconds);
  async function takeSample(atS: number): Promise<Sample> {
    const { accepted } = tally;
    const streams = await sampleStreams(redis, keys);
    return { atS, accepted, streams, redisRssBytes: await residentBytesOfRedis(redis), memory: await readMemory(atS) };
  }

  try {
    const shop = await openShop(http, stack, scarceStock(rate * seconds * STOCK_FACTOR));
    say(SAMPLE_HEADER);
    let before: Sample | undefined;
    const [samples] = await Promise.all([
      sampleFor(options, takeSample, (sample) => {
        say(describeSample(sample, before));
        before = sample;
      }),
      letVisitorsIn({ http, stack, shop, random: makeRandom(SEED), rate, seconds, signal: ended.signal, tally }),
    ]);
    say('the last visitor has left; waiting until all is settled and trimmed');
    return { rate, seconds, samples, tally, atRest: await comeToRest(redis, keys) };
  } finally {
    ended.abort();
    http.close();
  }
}

/** Gives the services time to settle everything and to trim, and answers what is left in the streams. */
async function comeToRest(redis: Redis, keys: SinglePartitionKeys): Promise<StreamSample[]> {
  await untilQuiet(redis, keys);
  const trimmed = async () => (await sampleStreams(redis, keys)).every(isTrimmed);
  const deadlineMs = TRIMS_AWAITED * DEFAULT_BOUNDS.housekeepingIntervalMs;
  await waitUntil(trimmed, { what: 'the streams to be trimmed', deadlineMs, intervalMs: 200 }).catch(
    () => 'not trimmed',
  );
  return sampleStreams(redis, keys);
}
