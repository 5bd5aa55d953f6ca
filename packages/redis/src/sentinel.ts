import { setTimeout as after } from 'node:timers/promises';
import { connectInBackground, makeClient, type ClientOptions, type Redis } from './client.js';
import type { Address, SentinelPlace } from './redis-url.js';
import { settlesWithin } from './settles-within.js';
import { isSameAddress, shareByUrl, type Whereabouts } from './whereabouts.js';

/** How often the sentinels are asked: a failover is noticed at most this long after they decide it. */
const ASK_INTERVAL_MS = 250;
/** How long one sentinel has to answer. */
const ANSWER_DEADLINE_MS = 500;
/** The connection to a sentinel that is silent for this long is replaced. */
const SILENT_MAX_MS = 2_000;

interface SentinelWatch extends Whereabouts {
  close(): void;
}

/** What a sentinel says. */
interface Word {
  address: Address;
  /** Rises with each failover, so of two sentinels that differ the higher one is right. */
  epoch: number;
}

/**
 * Asks all sentinels where the primary is, four times a second, and believes the one that knows of the latest failover: a sentinel
 * that was cut off still names the previous primary. Asking also notices a failover in which the old primary is only frozen or cut
 * off, so that no connection breaks.
 */
function watchSentinels(place: SentinelPlace, options: Pick<ClientOptions, 'name' | 'onError'>): SentinelWatch {
  const { name, onError } = options;
  const sentinels = place.sentinels.map((address) => {
    const client = makeClient(place.sentinelUrl(address), { name, onError, silentMaxMs: SILENT_MAX_MS });
    connectInBackground(client);
    return client;
  });
  const listeners = new Set<(address: Address) => void>();
  const closing = new AbortController();
  let known: Word | null = null;

  async function ask(): Promise<void> {
    const words = await Promise.all(sentinels.map((sentinel) => askOne(sentinel, place.primaryName)));
    const answers = words.filter((word) => word !== null);
    const latest = answers.toSorted((one, other) => other.epoch - one.epoch)[0];
    if (latest === undefined) return;
    // Most sentinels name an older epoch only after they were set up anew.
    const areMost = answers.length * 2 > sentinels.length;
    if (known !== null && latest.epoch < known.epoch && !areMost) return;
    const moved = known !== null && !isSameAddress(known.address, latest.address);
    known = latest;
    if (moved) for (const listener of listeners) listener(latest.address);
  }

  async function watch(): Promise<void> {
    while (!closing.signal.aborted) {
      await ask();
      await after(ASK_INTERVAL_MS, undefined, { signal: closing.signal, ref: false }).catch(() => 'closing');
    }
  }

  void watch();
  return {
    async find(signal) {
      for (;;) {
        if (known !== null) return known.address;
        await after(ASK_INTERVAL_MS, undefined, { signal });
      }
    },
    onMoved(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      closing.abort();
      for (const sentinel of sentinels) sentinel.destroy();
    },
  };
}

const share = shareByUrl<SentinelWatch>();

/** Watches the sentinels of a URL, together with all others of this process, until every one of them has called `release`. */
export function shareSentinels(url: string, ...args: Parameters<typeof watchSentinels>) {
  return share(url, () => watchSentinels(...args));
}

/** Null when it does not answer, or does not know the primary. */
async function askOne(sentinel: Redis, primaryName: string): Promise<Word | null> {
  if (!sentinel.isReady) return null;
  const reply = sentinel.sendCommand(['SENTINEL', 'MASTER', primaryName]).then(wordOf, () => null);
  return (await settlesWithin(reply, ANSWER_DEADLINE_MS)) ? reply : null;
}

function wordOf(reply: unknown): Word | null {
  if (typeof reply !== 'object' || reply === null) return null;
  const { ip, port, 'config-epoch': epoch }: Record<string, unknown> = { ...reply };
  if (typeof ip !== 'string' || typeof port !== 'string') return null;
  return { address: { host: ip, port: Number(port) }, epoch: Number(epoch) };
}
