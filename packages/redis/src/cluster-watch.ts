import { setTimeout as after } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { askRepeatedly, type Asked, type AskOptions } from './ask-node.js';
import { haveSameOwners, mergeWords, placeOf, type ClusterMap, type NodeWord } from './cluster-map.js';
import { isElsewhere, isReply } from './errors.js';
import type { Address, ClusterPlace } from './redis-url.js';
import { listenToReplies, type Renewal } from './renewal.js';
import { isSameAddress, shareByUrl, type Whereabouts } from './whereabouts.js';

/** How often whoever waits for a first map looks whether there is one. */
const FIRST_MAP_POLL_MS = 20;

export interface ClusterWatch {
  /** Null until enough nodes have answered. */
  map(): ClusterMap | null;
  /** Calls back when slots, or the primaries that may have some, have changed. Returns a function that ends it. */
  onChanged(listener: (map: ClusterMap) => void): () => void;
  /** Where the primary of a slot is. */
  whereIs(slot: number): Whereabouts;
  /** Asks the nodes at once. */
  look(): void;
  /** Joins connections: when a reply on one of them shows that the map is outdated, the nodes are asked at once. */
  renewal: Renewal;
  close(): void;
}

/**
 * Asks all nodes which node has which slots, four times a second: the nodes of the URL, and all nodes that these name. Asking also
 * notices a failover in which the old primary is only frozen or cut off, so that no connection breaks.
 */
function watchCluster(place: ClusterPlace, options: AskOptions): ClusterWatch {
  const asked = new Map<string, Asked>();
  const answers = new Map<string, readonly NodeWord[]>();
  const listeners = new Set<(map: ClusterMap) => void>();
  let known: ClusterMap | null = null;

  function ask(address: Address): void {
    const at = placeOf(address);
    if (asked.has(at)) return;
    const onAnswer = (words: NodeWord[] | null) => take(at, words);
    asked.set(at, askRepeatedly(place, address, options, onAnswer));
  }

  function take(at: string, words: readonly NodeWord[] | null): void {
    // Nearly always nothing has changed, and putting the answers together takes its time.
    if (isDeepStrictEqual(answers.get(at) ?? null, words)) return;
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
  const ownerOf = (slot: number) => known?.ownerOf(slot)?.address;
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

function whereaboutsOf(
  present: () => Address | undefined,
  onChanged: (listener: () => void) => () => void,
): Whereabouts {
  return {
    async find(signal) {
      for (;;) {
        const address = present();
        if (address !== undefined) return address;
        await after(FIRST_MAP_POLL_MS, undefined, { signal });
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
