import type { EventEmitter } from 'node:events';
import { connectInBackground, makeClient, type ClientOptions, type Redis } from './client.js';
import { placeOf, type ClusterMap, type NodeWord } from './cluster-map.js';
import type { ClusterWatch } from './cluster-watch.js';
import { HASH_SLOTS } from './hash-slot.js';
import type { Address } from './redis-url.js';
import { settlesWithin } from './settles-within.js';

/** A node that was demoted in good health answers in no time what is in flight on it; one that stands still, never. */
const RETIRE_DEADLINE_MS = 250;

const twins = new WeakMap<Redis, () => Redis>();

/** Makes an unconnected client to the same primary as one of the plain clients behind a client to a cluster. */
export function makeTwin(node: Redis): Redis {
  const make = twins.get(node);
  if (make === undefined) throw new TypeError('only a primary of a cluster has twins');
  return make();
}

/** One plain client per primary of a cluster. */
export interface ClusterNodes {
  /** The client of the primary that has the slot, if any has. */
  ownerOf(slot: number): Redis | undefined;
  /** The client of the primary at an address, even if it has no slots. */
  at(address: Address): Redis | undefined;
  /** Those of all primaries that have slots, in the order of their first slot. */
  owning(): readonly Redis[];
  /** Whether all of these are ready. */
  isReady(): boolean;
  close(): void;
}

/**
 * Connects to the primaries, and keeps to those that the map names: clients are made for new ones, also for a primary without slots
 * yet, so that it is connected when it gets some; those of others are closed. Emits `ready` when all that have slots are ready,
 * `reconnecting` when one no longer is, and `invalidate` as a tracked connection does: with null when one of them was made anew,
 * and when slots are elsewhere.
 */
export function connectNodes(
  watch: ClusterWatch,
  serverUrl: (address: Address) => string,
  options: ClientOptions,
  events: EventEmitter,
): ClusterNodes {
  const clients = new Map<string, Redis>();
  let owners: readonly (Redis | undefined)[] = [];
  let owning: readonly Redis[] = [];
  let wasReady = false;

  const isReady = () => owning.length > 0 && owning.every((client) => client.isReady);

  function settle(): void {
    if (isReady() === wasReady) return;
    wasReady = !wasReady;
    events.emit(wasReady ? 'ready' : 'reconnecting');
  }

  function connect(address: Address): Redis {
    const make = () => makeClient(serverUrl(address), { ...options, renewal: watch.renewal });
    const client = make();
    twins.set(client, make);
    client.on('invalidate', (key) => events.emit('invalidate', key));
    client.on('ready', () => {
      events.emit('invalidate', null);
      settle();
    });
    client.on('reconnecting', settle);
    client.on('end', settle);
    connectInBackground(client);
    return client;
  }

  function take(map: ClusterMap): void {
    const before = owners;
    const left = new Map(clients);
    const byWord = new Map<NodeWord, Redis>();
    const clientOf = (word?: NodeWord) => word && byWord.get(word);
    for (const word of map.primaries) {
      const at = placeOf(word.address);
      const client = clients.get(at) ?? connect(word.address);
      clients.set(at, client);
      byWord.set(word, client);
      left.delete(at);
    }
    owners = Array.from({ length: HASH_SLOTS }, (_, slot) => clientOf(map.ownerOf(slot)));
    owning = map.owning.flatMap((word) => clientOf(word) ?? []);
    for (const [at, client] of left) {
      clients.delete(at);
      void retire(client);
    }
    if (owners.some((client, slot) => client !== before[slot])) events.emit('invalidate', null);
    settle();
  }

  const forget = watch.onChanged(take);
  const map = watch.map();
  if (map !== null) take(map);
  return {
    ownerOf: (slot) => owners[slot],
    at: (address) => clients.get(placeOf(address)),
    owning: () => owning,
    isReady,
    close() {
      forget();
      wasReady = false;
      [owners, owning] = [[], []];
      for (const client of clients.values()) client.destroy();
    },
  };
}

async function retire(client: Redis): Promise<void> {
  if (client.isReady) await settlesWithin(client.close(), RETIRE_DEADLINE_MS);
  client.destroy();
}
