import type { Keys } from '@stockade/contracts';

/** Characters of a UUID. */
const ID_LENGTH = 36;
/** Products that clients may name to watch them, all clients of a process together. */
export const NAMED_PRODUCTS_WATCHED_MAX = 50_000;

/**
 * How long the list is still watched after its last client has left. A client that comes back in this time, such as a visitor who
 * reloads the page, does not cause the whole catalogue to be read again.
 */
const LISTING_KEPT_MS = 30_000;

/**
 * Which products are watched, and for whom: those that clients named, and those of the catalogue while somebody watches
 * all, and a while longer.
 */
export function makeWatchedIds(namedMax = NAMED_PRODUCTS_WATCHED_MAX, listingKeptMs = LISTING_KEPT_MS) {
  /** How many clients named each. */
  const named = new Map<string, number>();
  const listed = new Set<string>();
  let listers = 0;
  /** Set while nobody watches the list and it is still kept. */
  let ending: NodeJS.Timeout | null = null;

  return {
    has: (id: string) => named.has(id) || listed.has(id),
    ids: () => new Set([...named.keys(), ...listed]),
    isListed: () => listers > 0 || ending !== null,
    listed: { has: (id: string) => listed.has(id), size: () => listed.size },

    /** Returns those that were not watched before; null, and does nothing, when they would be too many. */
    name(ids: readonly string[]): string[] | null {
      if (named.size + ids.filter((id) => !named.has(id)).length > namedMax) return null;
      const added = ids.filter((id) => !named.has(id) && !listed.has(id));
      for (const id of ids) named.set(id, (named.get(id) ?? 0) + 1);
      return added;
    },
    unname(ids: readonly string[]): void {
      for (const id of ids) {
        const left = (named.get(id) ?? 0) - 1;
        if (left > 0) named.set(id, left);
        else named.delete(id);
      }
    },

    /** True when the list was not watched before. */
    startListing(): boolean {
      const isNew = listers === 0 && ending === null;
      listers += 1;
      if (ending !== null) clearTimeout(ending);
      ending = null;
      return isNew;
    },
    /** Calls back when the list is no longer watched, unless somebody starts again before. */
    stopListing(onEnd: () => void): void {
      listers -= 1;
      if (listers > 0) return;
      const end = () => {
        ending = null;
        listed.clear();
        onEnd();
      };
      // The only client was refused: nothing was read that could be kept.
      if (listed.size === 0) end();
      else ending = setTimeout(end, listingKeptMs).unref();
    },
    /** Adds products of the list; beyond so many, the oldest are no longer watched. */
    list(ids: readonly string[], listedMax: number): void {
      for (const id of ids) listed.add(id);
      if (listed.size <= listedMax) return;
      for (const id of [...listed].toSorted().slice(0, listed.size - listedMax)) listed.delete(id);
    },
    unlist: (id: string) => listed.delete(id),
    unlistAll: () => listed.clear(),
  };
}

/** Returns a function that says which product a key belongs to, and whether it is its record; its stocks are the other keys. */
export function makeIdFinder(keys: Keys): (key: string) => [id: string, isRecord: boolean] {
  const record = keys.product('');
  const stocks = new Set(keys.stocks.map(({ stock }) => stock('')));
  return (key) => {
    const [start, id] = [key.slice(0, -ID_LENGTH), key.slice(-ID_LENGTH)];
    if (start === record) return [id, true];
    return [stocks.has(start) ? id : '', false];
  };
}
