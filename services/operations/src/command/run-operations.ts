import { flowsOf, makeKeys } from '@stockade/contracts';
import { readPartitionCount } from '@stockade/operations';
import { GatewayError } from '@stockade/payment';
import type { HttpGateway } from '@stockade/payment/over-http';
import { connectInBackground, isUnavailable, makeRedis, messageOf, whenReady, type Redis } from '@stockade/redis';
import { endWhenOutputIsLost, SettingsError } from '@stockade/settings';
import { openHttpGateway } from '../outside-provider.js';
import { runCommand } from './run-command.js';
import { parseCommand } from './parse-command.js';
import { makeTerminal } from './terminal.js';

const CONNECT_DEADLINE_MS = 5_000;
const EXIT = { fine: 0, trouble: 1, misunderstood: 2, unavailable: 3 } as const;

/** There is no Redis, or none that answers. */
export class NoRedisError extends Error {
  override name = 'NoRedisError';
}

/** Where a command finds what it works on. */
export interface Places {
  REDIS_URL: string;
  /** Not set: the payment provider is the one in the box. */
  PAYMENT_PROVIDER_URL?: string | undefined;
  PAYMENT_TIMEOUT_MS: number;
}

/**
 * Runs the command line of `npm run ops`, prints the result, and returns the exit code. `findPlaces` is called once the
 * words are understood, and may throw a SettingsError or a NoRedisError, whose message says what to do.
 */
export async function runOperations(words: readonly string[], findPlaces: () => Places): Promise<number> {
  endWhenOutputIsLost('ops');
  const terminal = makeTerminal();
  // The names that stand for all partitions, however many there are: that is known only once Redis was asked.
  const streams = Object.values(flowsOf(makeKeys())).map(({ stream }) => stream);
  const command = parseCommand(words, streams);
  if ('wrong' in command) {
    terminal.note(`ops: ${command.wrong}; npm run ops -- --help tells more\n`);
    return EXIT.misunderstood;
  }
  if (command.name === 'help') {
    terminal.print(command.text);
    return EXIT.fine;
  }

  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  let lastError: unknown;
  let redis: Redis | undefined;
  let provider: HttpGateway | undefined;
  try {
    const places = findPlaces();
    const { PAYMENT_PROVIDER_URL: providerUrl, PAYMENT_TIMEOUT_MS: timeoutMs } = places;
    if (providerUrl !== undefined) provider = await openHttpGateway(providerUrl, timeoutMs);
    redis = makeRedis({ url: places.REDIS_URL, name: 'ops', onError: (error) => (lastError = error) });
    connectInBackground(redis);
    await whenReady(redis, AbortSignal.timeout(CONNECT_DEADLINE_MS)).catch((error: unknown) => {
      throw new NoRedisError(`Redis does not answer: ${messageOf(lastError ?? error)}`, { cause: error });
    });
    const keys = makeKeys(await readPartitionCount(redis));
    return await runCommand(command, { redis, keys, provider, terminal, stop: stop.signal });
  } catch (error) {
    const went = isUnavailable(error) ? 'Redis' : error instanceof GatewayError ? 'the payment provider' : null;
    terminal.note(`ops: ${went === null ? '' : `${went} went away, try again: `}${messageOf(error)}\n`);
    if (error instanceof SettingsError) return error.exitCode;
    return went !== null || error instanceof NoRedisError ? EXIT.unavailable : EXIT.trouble;
  } finally {
    await provider?.close();
    redis?.destroy();
  }
}
