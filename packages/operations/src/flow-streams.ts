import { allFlows, flowsOf, makeKeys, type Flow, type Keys } from '@stockade/contracts';

/** A stream with what the ids of its dead letters begin with. */
export interface MarkedStream {
  stream: string;
  mark: string;
}

/** The streams of a flow, one for each partition. */
export interface FlowStreams {
  /** The name that the flow has where there is one partition; it stands for all of them. */
  name: string;
  streams: readonly MarkedStream[];
}

/** All flows of a shop, in the sequence in which an order passes them. */
export function streamsByFlow(keys: Keys): FlowStreams[] {
  const all = allFlows(keys);
  return Object.values<Flow>(flowsOf(makeKeys())).map(({ stream, event }) => ({
    name: stream,
    streams: markStreams(all.filter((flow) => flow.event === event).map((flow) => flow.stream)),
  }));
}

/** Marks the streams of a flow, one for each partition: by the number of the partition, unless there is only one. */
export function markStreams(streams: readonly string[]): MarkedStream[] {
  return streams.map((stream, partition) => ({ stream, mark: streams.length === 1 ? '' : `${partition}.` }));
}
