import { setTimeout as after } from 'node:timers/promises';
import { connectInBackground, makeClient, type ClientOptions, type Redis } from './client.js';
import { haveSameOwners, mergeWords, placeOf, readWords, type ClusterMap, type NodeWord } from './cluster-map.js';
import { isElsewhere, isReply, isUnavailable, messageOf } from './errors.js';
import type { Address, ClusterPlace } from './redis-url.js';
import { listenToReplies, type Renewal } from './renewal.js';
import { settlesWithin } from './settles-within.js';
import { isSameAddress, shareByUrl, type Whereabouts } from './whereabouts.js';

/** How often each node is asked: a failover is noticed at most so much later than the nodes agree on it. */
const ASK_INTERVAL_MS = 250;
/** When a reply says that the map is outdated, a node is asked again no sooner than this after its last answer. */
const ASK_PAUSE_MS = 20;
/** How long one node has to answer. */
const ANSWER_DEADLINE_MS = 500;
/** A node that says nothing for so long gets a new connection. */
const SILENT_MAX_MS = 2_000;

type WatchOptions = Pick<ClientOptions, 'name' | 'onError'>;

export interface ClusterWatch {
  /** Null until enough nodes have answered. */
  map(): ClusterMap | null;
  /** Calls back when slots, or the nodes that may have some, are others than before. Returns a function that ends it. */
  onChanged(listener: (map: ClusterMap) => void): () => void;
  /** Where the primary of a slot is. */
  whereIs(slot: number): Whereabouts;
  /** Asks the nodes at once. */
  look(): void;
  /** Joins connections: a reply on one of them that says that the map is outdated has the nodes asked at once. */
  renewal: Renewal;
  close(): void;
}

/** A node that is asked again and again. */
interface Asked {
  look(): void;
  stop(): void;
}

/**
 * Asks all nodes who has which slots, four times a second: those of the URL, and all that these tell of. Asking finds a failover
 * when the old primary is only frozen, or cut off, and no connection breaks.
 */
function watchCluster(place: ClusterPlace, options: WatchOptions): ClusterWatch {
  const asked = new Map<string, Asked>();
  const answers = new Map<string, readonly NodeWord[]>();
  const listeners = new Set<(map: ClusterMap) => void>();
  let known: ClusterMap | null = null;

  function ask(address: Address): void {
    const at = placeOf(address);
    if (!asked.has(at))
      asked.set(
        at,
        askRepeatedly(place, address, options, (words) => take(at, words)),
      );
  }

  function take(at: string, words: readonly NodeWord[] | null): void {
    if (words === null) answers.delete(at);
    else answers.set(at, words);
    const latest = mergeWords(known, [...answers.values()]);
    followNodes();
    if (latest === null) return;
    const isChanged = known === null || !haveSameOwners(known, latest) || primariesOf(known) !== primariesOf(latest);
    known = latest;
    if (isChanged) for (const listener of listeners) listener(latest);
  }

  /** Those of the URL are asked for good: they are a way back when all others were replaced. */
  function followNodes(): void {
    if (answers.size === 0) return;
    const there = [...answers.values()].flat().filter(({ isGone, ranges }) => !isGone || ranges.length > 0);
    const wanted = new Map([...place.nodes, ...there.map(({ address }) => address)].map((one) => [placeOf(one), one]));
    for (const address of wanted.values()) ask(address);
    for (const [at, node] of asked) {
      if (wanted.has(at)) continue;
      asked.delete(at);
      answers.delete(at);
      node.stop();
    }
  }

  const look = () => {
    for (const node of asked.values()) node.look();
  };
  const onChanged = (listener: (map: ClusterMap) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const ownerOf = (slot: number) => known?.owners[slot]?.address;
  for (const address of place.nodes) ask(address);
  return {
    map: () => known,
    onChanged,
    look,
    whereIs: (slot) => whereaboutsOf(() => ownerOf(slot), onChanged),
    renewal: {
      join: (connection) => listenToReplies(connection, (error) => void (isOutdated(error) && look())),
    },
    close() {
      for (const node of asked.values()) node.stop();
    },
  };
}

const share = shareByUrl<ClusterWatch>();

/** Watches the cluster of a URL, together with all others of this process, until every one of them has called `release`. */
export function shareCluster(url: string, ...args: Parameters<typeof watchCluster>) {
  return share(url, () => watchCluster(...args));
}

/** True when the reply says that the slot is, or soon will be, at another node than the one that was asked. */
const isOutdated = (error: unknown) => isElsewhere(error) || isReply(error, 'ASK ') || isReply(error, 'TRYAGAIN');

const primariesOf = ({ primaries }: ClusterMap) =>
  primaries
    .map(({ address }) => placeOf(address))
    .toSorted()
    .join();

/** Calls back with each answer, and with null when there is none. */
function askRepeatedly(
  place: ClusterPlace,
  address: Address,
  { name, onError }: WatchOptions,
  onAnswer: (words: NodeWord[] | null) => void,
): Asked {
  const client = makeClient(place.serverUrl(address), { name, onError, silentMaxMs: SILENT_MAX_MS });
  const stopping = new AbortController();
  let pause = new AbortController();
  let reported = '';

  async function repeat(): Promise<void> {
    while (!stopping.signal.aborted) {
      pause = new AbortController();
      const ended = AbortSignal.any([stopping.signal, pause.signal]);
      const words = await answerOf(client, address).catch(report);
      if (!stopping.signal.aborted) onAnswer(words);
      await after(ASK_PAUSE_MS, undefined, { ref: false });
      await after(ASK_INTERVAL_MS - ASK_PAUSE_MS, undefined, { signal: ended, ref: false }).catch(() => 'now');
    }
  }

  /** A user who may not ask, or a server that is in no cluster, would otherwise be a connection that never gets ready. */
  function report(error: unknown): null {
    if (!isUnavailable(error) && messageOf(error) !== reported)
      onError(new Error(`${placeOf(address)} does not tell who has which slots`, { cause: error }));
    reported = messageOf(error);
    return null;
  }

  const look = () => pause.abort();
  client.on('ready', look);
  connectInBackground(client);
  void repeat();
  return {
    look,
    stop() {
      stopping.abort();
      client.destroy();
    },
  };
}

/** Null when it does not answer. */
async function answerOf(node: Redis, address: Address): Promise<NodeWord[] | null> {
  if (!node.isReady) return null;
  const reply = Promise.all([node.sendCommand(['CLUSTER', 'NODES']), node.sendCommand(['CLUSTER', 'SLOTS'])]);
  if (!(await settlesWithin(reply, ANSWER_DEADLINE_MS))) return null;
  const [nodes, slots] = await reply;
  return readWords(nodes, slots, address);
}

function whereaboutsOf(
  present: () => Address | undefined,
  onChanged: (listener: () => void) => () => void,
): Whereabouts {
  return {
    async find(signal) {
      for (;;) {
        const address = present();
        if (address !== undefined) return address;
        await after(ASK_PAUSE_MS, undefined, { signal });
      }
    },
    onMoved(listener) {
      let latest = present();
      return onChanged(() => {
        const address = present();
        if (address === undefined) return;
        const isMoved = latest !== undefined && !isSameAddress(latest, address);
        latest = address;
        if (isMoved) listener(address);
      });
    },
  };
}
