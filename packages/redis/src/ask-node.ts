import { setTimeout as after } from 'node:timers/promises';
import { connectInBackground, makeClient, type ClientOptions, type Redis } from './client.js';
import { placeOf, readWords, type NodeWord } from './cluster-map.js';
import { isUnavailable, messageOf } from './errors.js';
import type { Address, ClusterPlace } from './redis-url.js';
import { settlesWithin } from './settles-within.js';

/** How often each node is asked: a failover is noticed at most so much later than the nodes agree on it. */
const ASK_INTERVAL_MS = 250;
/** When a reply says that the map is outdated, a node is asked again no sooner than this after its last answer. */
const ASK_PAUSE_MS = 20;
/** How long one node has to answer. */
const ANSWER_DEADLINE_MS = 500;
/** A node that says nothing for so long gets a new connection. */
const SILENT_MAX_MS = 2_000;

export type AskOptions = Pick<ClientOptions, 'name' | 'onError'>;

/** A node that is asked again and again. */
export interface Asked {
  /** Asks it at once. */
  look(): void;
  stop(): void;
}

/** Calls back with each answer, and with null when there is none. */
export function askRepeatedly(
  place: ClusterPlace,
  address: Address,
  { name, onError }: AskOptions,
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
