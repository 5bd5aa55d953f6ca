import type { Redis } from './client.js';
import { makeTwin } from './cluster-nodes.js';
import { ANY, makeConfirmation, NO_CONFIRMATION, type Confirmation, type Mark } from './confirmation.js';
import { messageOf, NotConfirmedError } from './errors.js';
import { nodeOf, nodesOf, redirectsOf } from './routing.js';

/** The confirmations of a shop, one for each primary; with one Redis there is one. */
export interface Confirmations {
  /** For what is read and written in the slot of a key. */
  beside(key: string): Confirmation;
  /** For what may be written anywhere. */
  anywhere: Confirmation;
  /** For each primary why nothing is confirmed there now, or null. */
  troubles(): Promise<readonly (string | null)[]>;
  close(): void;
}

export const NO_CONFIRMATIONS: Confirmations = {
  beside: () => NO_CONFIRMATION,
  anywhere: NO_CONFIRMATION,
  troubles: async () => [],
  close() {},
};

export interface ConfirmationsOptions {
  /** How many replicas must have it; 0 for a Redis whose replicas nobody waits for. */
  replicasMin: number;
  /** The client on which the tasks' commands run, to one Redis or to a cluster. */
  commands: Redis;
  /** Makes an unconnected client to the same Redis; not called with a cluster. */
  connect: () => Redis;
}

/** With a cluster each primary is asked on a connection of its own, and a task is confirmed by those that it worked on. */
export function makeConfirmations({ replicasMin, commands, connect }: ConfirmationsOptions): Confirmations {
  if (replicasMin === 0) return NO_CONFIRMATIONS;
  const isCluster = nodesOf(commands)[0] !== commands;
  if (!isCluster) {
    const only = makeConfirmation({ replicasMin, commands, connect });
    return { beside: () => only, anywhere: only, troubles: async () => [await only.trouble()], close: only.close };
  }
  const byNode = new Map<Redis, Confirmation>();
  const besides = new Map<string, Confirmation>();

  function of(node: Redis): Confirmation {
    const known = byNode.get(node);
    if (known !== undefined) return known;
    const added = makeConfirmation({ replicasMin, commands: node, connect: () => makeTwin(node) });
    byNode.set(node, added);
    node.once('end', () => {
      added.close();
      byNode.delete(node);
    });
    return added;
  }

  const close = () => {
    for (const confirmation of byNode.values()) confirmation.close();
    byNode.clear();
  };
  return {
    beside(key) {
      const known =
        besides.get(key) ??
        confirmAt({ nodes: () => [nodeOf(commands, key)], redirects: () => redirectsOf(commands, key), of });
      besides.set(key, known);
      return known;
    },
    anywhere: confirmAt({ nodes: () => nodesOf(commands), redirects: () => redirectsOf(commands), of }),
    troubles: () => Promise.all(nodesOf(commands).map((node) => of(node).trouble())),
    close,
  };
}

/** What a task noted when it began. */
class Marks implements Mark {
  readonly server = ANY.server;
  /** Of each primary that it may work on. */
  readonly parts: ReadonlyMap<Redis | undefined, Mark>;
  readonly redirects: number;
  constructor(parts: ReadonlyMap<Redis | undefined, Mark>, redirects: number) {
    this.parts = parts;
    this.redirects = redirects;
  }
}

interface Primaries {
  nodes: () => readonly (Redis | undefined)[];
  /** How many commands have gone to another primary than these. */
  redirects: () => number;
  of: (node: Redis) => Confirmation;
}

/** Confirms on several primaries, provided that they are still the same at the end and that no command went to another one. */
function confirmAt({ nodes, redirects, of }: Primaries): Confirmation {
  const mark = () => {
    const parts = nodes().map((node) => [node, node === undefined ? ANY : of(node).mark()] as const);
    return new Marks(new Map(parts), redirects());
  };

  async function confirmed(since: Mark): Promise<void> {
    const now = nodes();
    const isSame = since instanceof Marks && since.parts.size === now.length && since.redirects === redirects();
    const asked = now.flatMap((node) => {
      const part = isSame ? since.parts.get(node) : undefined;
      return node === undefined || part === undefined ? [] : [{ node, part }];
    });
    // Before anybody is asked: the answer would not be used.
    if (asked.length < now.length) throw new NotConfirmedError('the primaries of the cluster are moving');
    await Promise.all(asked.map(({ node, part }) => of(node).confirmed(part)));
  }

  return {
    mark,
    confirmed,
    trouble: () => confirmed(mark()).then(() => null, messageOf),
    close() {},
  };
}
