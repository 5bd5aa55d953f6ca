/** Finds items by the owners of the Redis keys that they were read from. */
export function makeOwnerIndex<Item extends { owners: readonly string[] }>() {
  const items = new Map<string, Set<Item>>();
  return {
    get: (owner: string): ReadonlySet<Item> => items.get(owner) ?? new Set(),
    add(item: Item) {
      for (const owner of item.owners) {
        const present = items.get(owner);
        if (present) present.add(item);
        else items.set(owner, new Set([item]));
      }
    },
    remove(item: Item) {
      for (const owner of item.owners) {
        const present = items.get(owner);
        present?.delete(item);
        if (present?.size === 0) items.delete(owner);
      }
    },
  };
}
