import { flowsOf, makeKeys, type Flow, type Keys } from '@stockade/contracts';

/** A stream of one partition. */
export interface WatchedStream {
  readonly flow: Flow;
  readonly partition: number;
  /** The name that the stream has in a shop of one partition; those of all partitions have it in common. */
  readonly kind: string;
}

/** The kinds of streams, in the sequence in which an order passes them. */
export const STREAM_KINDS: readonly string[] = Object.values<Flow>(flowsOf(makeKeys())).map(({ stream }) => stream);

/** All streams of a shop. */
export function watchedStreams(keys: Keys): WatchedStream[] {
  return keys.partitions.flatMap((of, partition) =>
    Object.values<Flow>(flowsOf(of)).map((flow, i) => ({ flow, partition, kind: STREAM_KINDS[i] ?? flow.stream })),
  );
}
