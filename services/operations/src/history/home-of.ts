import type { Keys, PartitionKeys } from '@stockade/contracts';

/** The partition that holds the histories: they belong to the whole shop, and one script needs all keys of a history. */
export function homeOf({ partitions }: Keys): PartitionKeys {
  const [first] = partitions;
  if (first === undefined) throw new RangeError('a shop has at least one partition');
  return first;
}
