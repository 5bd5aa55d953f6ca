import { HASH_SLOTS } from './hash-slot.js';
import type { Address } from './redis-url.js';
import { isList } from './script.js';

/** One node, as it or another node describes it. */
export interface NodeWord {
  id: string;
  address: Address;
  /** Whether it speaks of itself. */
  isOwnWord: boolean;
  isPrimary: boolean;
  /** The others have agreed that it failed, or it has no address. */
  isGone: boolean;
  /** Rises with each failover, and with each slot that it is given. */
  epoch: number;
  ranges: readonly (readonly [first: number, last: number])[];
}

/** Which primary has which hash slots. */
export interface ClusterMap {
  /** Undefined for a slot that nobody has. */
  ownerOf(slot: number): NodeWord | undefined;
  /** Those that have slots, in the order of their first. */
  owning: readonly NodeWord[];
  /** These, and those that may be given some. */
  primaries: readonly NodeWord[];
}

const NOBODY = -1;
const FLAGS_GONE = ['fail', 'noaddr', 'handshake'];

/** The name of an address in a map. */
export const placeOf = ({ host, port }: Address) => `${host}:${port}`;

/**
 * Merges the answers of the nodes into a map; null while they are too few for a first one.
 *
 * Nodes disagree while the news of a failover or of a moved slot spreads, and one that was cut off or frozen reports an old state.
 * If two primaries claim a slot, the one with the higher epoch has it. That is the cluster's own rule: a failover, and the import of
 * a slot, give the new owner the highest epoch. A majority vote would be wrong, because right after a failover most nodes may still
 * name the old primary. At the same epoch a node's own answer counts; what others say about it counts only for a slot that nobody
 * else claims, which it may have been given after it answered.
 *
 * The known map competes too, so that an old primary that alone answers cannot win back its slots. It is dropped once every owner
 * answers for itself: then nothing is missing, even if an operator has rebuilt the cluster. A first map requires answers from most of
 * the owners that it names.
 */
export function mergeWords(known: ClusterMap | null, answers: readonly (readonly NodeWord[])[]): ClusterMap | null {
  const words = answers.flat();
  const fresh = mapOf(words);
  const speaking = fresh.owning.filter(({ isOwnWord }) => isOwnWord).length;
  if (speaking > 0 && speaking === fresh.owning.length) return fresh;
  if (known === null) return speaking * 2 > fresh.owning.length ? fresh : null;
  const remembered = known.owning.map((word) => ({ ...word, isOwnWord: false }));
  return mapOf([...remembered, ...words]);
}

/** Whether each slot is at the same address in both. */
export function haveSameOwners(one: ClusterMap, other: ClusterMap): boolean {
  for (let slot = 0; slot < HASH_SLOTS; slot++) {
    const [here, there] = [one.ownerOf(slot)?.address, other.ownerOf(slot)?.address];
    if (here?.port !== there?.port || here?.host !== there?.host) return false;
  }
  return true;
}

function mapOf(words: readonly NodeWord[]): ClusterMap {
  const byId = new Map<string, NodeWord>();
  for (const word of words) {
    const present = byId.get(word.id);
    const isNewer = present === undefined || word.epoch > present.epoch;
    if (isNewer || (word.epoch === present.epoch && !present.isOwnWord)) byId.set(word.id, word);
  }
  const primaries = [...byId.values()].filter(({ isPrimary }) => isPrimary);
  const indexes = new Map(primaries.map(({ id }, i) => [id, i]));
  // An array of objects would take twenty times as long.
  const owners = new Int16Array(HASH_SLOTS).fill(NOBODY);
  for (const claims of [words, primaries])
    for (const { id, ranges } of claims.toSorted((one, other) => one.epoch - other.epoch))
      for (const [first, last] of ranges) owners.fill(indexes.get(id) ?? NOBODY, first, last + 1);
  const ownerOf = (slot: number) => primaries[owners[slot] ?? NOBODY];
  const owning = [...new Set(owners)].flatMap((i) => primaries[i] ?? []);
  return { ownerOf, owning, primaries: primaries.filter((one) => owning.includes(one) || !one.isGone) };
}

/**
 * Reads the answers to `CLUSTER NODES` and `CLUSTER SLOTS`. Only the first has the epochs, and primaries without slots; only the
 * second has the addresses at which the nodes want to be reached.
 * @param asked where the question was sent: a node may not know its own address
 */
export function readWords(nodes: unknown, slots: unknown, asked: Address): NodeWord[] {
  const preferred = addressesOf(slots, asked);
  return String(nodes)
    .split('\n')
    .flatMap((line) => {
      const [id = '', place = '', flagList = '', , , , epoch, , ...ranges] = line.split(' ');
      const flags = flagList.split(',');
      const own = /^(?<host>.*):(?<port>\d+)@/.exec(place)?.groups;
      const written = { host: own?.['host'] || asked.host, port: Number(own?.['port'] ?? 0) };
      if (id === '' || own === undefined) return [];
      return {
        id,
        address: preferred.get(id) ?? written,
        isOwnWord: flags.includes('myself'),
        isPrimary: flags.includes('master'),
        isGone: FLAGS_GONE.some((flag) => flags.includes(flag)),
        epoch: Number(epoch),
        ranges: ranges.flatMap(rangeOf),
      };
    });
}

/** Nothing for `[93-<-id]`, a slot that is on its way. */
function rangeOf(text: string): [number, number][] {
  const { first, last } = /^(?<first>\d+)(?:-(?<last>\d+))?$/.exec(text)?.groups ?? {};
  return first === undefined ? [] : [[Number(first), Number(last ?? first)]];
}

function addressesOf(slots: unknown, asked: Address): Map<string, Address> {
  const nodes = (isList(slots) ? slots : []).flatMap((range) => (isList(range) ? range.slice(2) : []));
  return new Map(
    nodes.flatMap((node): [string, Address][] => {
      const [host, port, id] = isList(node) ? node : [];
      if (typeof id !== 'string' || host === '?') return [];
      return [[id, { host: typeof host === 'string' && host !== '' ? host : asked.host, port: Number(port) }]];
    }),
  );
}
