import type { Keys, PartitionKeys } from '@stockade/contracts';

/** Where histories are kept: they are of the whole shop, and the keys of each are given to one script. */
export function homeOf({ partitions }: Keys): PartitionKeys {
  const [first] = partitions;
  if (first === undefined) throw new RangeError('a shop has at least one partition');
  return first;
}
