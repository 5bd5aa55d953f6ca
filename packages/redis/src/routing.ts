import { EventEmitter, once } from 'node:events';
import { ClientOfflineError } from 'redis';
import { makeClient, type ClientOptions, type Redis } from './client.js';
import { connectNodes, type ClusterNodes } from './cluster-nodes.js';
import type { ClusterWatch } from './cluster-watch.js';
import { hashSlotOf } from './hash-slot.js';
import { keyOfCommand } from './key-of-command.js';
import { redirect } from './redirect.js';
import type { Address } from './redis-url.js';
import { recordMulti, type Recorded } from './routed-multi.js';
import type { Shared } from './whereabouts.js';

export interface Routed {
  /** Called when the client is opened. */
  share: () => Shared<ClusterWatch>;
  /** The URL of a node at this address. */
  serverUrl: (address: Address) => string;
}

type Call = (...args: readonly unknown[]) => unknown;

interface RoutedNodes {
  owning: () => readonly Redis[];
  ownerOf: (slot: number) => Redis | undefined;
  redirects: (slot: number | undefined) => number;
}

const nodesOfRouting = new WeakMap<Redis, RoutedNodes>();

/**
 * The plain clients behind a client, for commands without a key: behind a routing client, one for each primary that has slots now;
 * for any other client, that client itself. Do not open, close or keep them, because the primaries change.
 */
export function nodesOf(redis: Redis): readonly Redis[] {
  return nodesOfRouting.get(redis)?.owning() ?? [redis];
}

/** How many commands were sent on to another primary than the one that the client took for their owner: of a key's slot, or of all. */
export function redirectsOf(redis: Redis, key?: string): number {
  return nodesOfRouting.get(redis)?.redirects(key === undefined ? undefined : hashSlotOf(key)) ?? 0;
}

/** Of the plain clients behind a client, the one of the primary that has a key now; undefined while none is known. */
export function nodeOf(redis: Redis, key: string): Redis | undefined {
  const nodes = nodesOfRouting.get(redis);
  return nodes === undefined ? redis : nodes.ownerOf(hashSlotOf(key));
}

/**
 * Makes a client to a whole cluster: each command goes to the primary that has its first key, on the one plain connection to that
 * primary. All keys of a command must be in one slot; Redis refuses others with CROSSSLOT. It is ready when the connections to all
 * primaries that have slots are; while one is lost, the commands of the others go on.
 *
 * Commands without a key: `ping` asks all primaries, `dbSize` sums up, `scanIterator` goes over all; `info`, `configGet` and `time`
 * ask the primary of the lowest slot. All others throw; see `nodesOf`.
 */
export function makeRoutingClient({ share, serverUrl }: Routed, options: ClientOptions): Redis {
  // The consumers of all partitions wait for it at once.
  const events = new EventEmitter().setMaxListeners(Infinity);
  // Never connected: it stands for the type, and for what no command is.
  const nowhere = makeClient('redis://127.0.0.1', { name: options.name, onError: options.onError });
  let open: { nodes: ClusterNodes; watch: ClusterWatch; closing: AbortController } | undefined;
  const calls = new Map<PropertyKey, Call>();
  /** By slot. */
  const redirects = new Map<number, number>();

  async function call(command: string, key: unknown, args: readonly unknown[]): Promise<unknown> {
    const slot = slotOf(command, key);
    const client = open?.nodes.ownerOf(slot);
    if (open === undefined || client === undefined) throw nobody();
    const send = (to: Redis) => apply(to, command, args);
    try {
      return await send(client);
    } catch (error) {
      if (open === undefined) throw error;
      const sendOn = (to: Redis) => {
        redirects.set(slot, (redirects.get(slot) ?? 0) + 1);
        return send(to);
      };
      return await redirect(open.nodes, sendOn, error);
    }
  }

  function nobody(): Error {
    open?.watch.look();
    return new ClientOfflineError();
  }

  async function runMulti({ commands, run }: Recorded): Promise<unknown> {
    const slots = new Set(commands.map(({ command, args }) => slotOf(command, keyOfCommand(command)?.(args))));
    const [slot] = slots;
    if (slot === undefined || slots.size > 1) throw new TypeError('the keys of a MULTI must all be in one hash slot');
    const client = open?.nodes.ownerOf(slot);
    // A plain client would keep a MULTI until it is connected again.
    if (!client?.isReady) throw nobody();
    return run(client.multi()).catch((error: unknown) => {
      open?.watch.look();
      throw error;
    });
  }

  const owning = () => {
    const clients = open?.nodes.owning() ?? [];
    if (clients.length === 0) throw nobody();
    return clients;
  };
  const own = {
    async connect(): Promise<Redis> {
      if (open !== undefined) throw new Error('it is open already');
      const { watch, release } = share();
      const closing = new AbortController();
      closing.signal.addEventListener('abort', release, { once: true });
      open = { nodes: connectNodes(watch, serverUrl, options, events), watch, closing };
      await once(events, 'ready', { signal: closing.signal });
      return client;
    },
    destroy() {
      open?.nodes.close();
      open?.closing.abort();
      open = undefined;
      events.emit('end');
    },
    on: events.on.bind(events),
    once: events.once.bind(events),
    off: events.off.bind(events),
    multi: () => recordMulti(runMulti),
    ...keyless(owning),
  };
  const isOwn = (property: PropertyKey): property is keyof typeof own => Object.hasOwn(own, property);

  function callOf(command: string): Call {
    const keyOf = keyOfCommand(command);
    if (keyOf !== null) return (...args) => call(command, keyOf(args), args);
    return () => {
      throw new TypeError(`a client to a cluster cannot tell where ${command} belongs: ask each of nodesOf()`);
    };
  }

  const client = new Proxy(nowhere, {
    get(_, property): unknown {
      const known = calls.get(property);
      if (known !== undefined) return known;
      if (property === 'isReady') return open?.nodes.isReady() ?? false;
      if (property === 'isOpen') return open !== undefined;
      if (isOwn(property)) return own[property];
      const value: unknown = Reflect.get(nowhere, property, nowhere);
      if (typeof value !== 'function' || typeof property !== 'string') return value;
      const added = callOf(property);
      calls.set(property, added);
      return added;
    },
  });
  nodesOfRouting.set(client, {
    owning: () => open?.nodes.owning() ?? [],
    ownerOf: (slot) => open?.nodes.ownerOf(slot),
    redirects: (slot) =>
      slot === undefined ? [...redirects.values()].reduce((sum, count) => sum + count, 0) : (redirects.get(slot) ?? 0),
  });
  return client;
}

function slotOf(command: string, key: unknown): number {
  if (typeof key !== 'string') throw new TypeError(`a client to a cluster cannot tell the key of this ${command}`);
  return hashSlotOf(key);
}

function apply(client: Redis, command: string, args: readonly unknown[]): Promise<unknown> {
  const method: unknown = Reflect.get(client, command);
  if (typeof method !== 'function') throw new TypeError(`${command} is no command`);
  return Promise.resolve(Reflect.apply(method, client, args));
}

/** The commands without a key that ask one primary, or all. */
function keyless(owning: () => readonly Redis[]) {
  return {
    async ping() {
      await Promise.all(owning().map((client) => client.ping()));
      return 'PONG';
    },
    async dbSize() {
      const sizes = await Promise.all(owning().map((client) => client.dbSize()));
      return sizes.reduce((sum, size) => sum + size, 0);
    },
    async *scanIterator(options?: Parameters<Redis['scanIterator']>[0]) {
      for (const client of owning()) yield* client.scanIterator(options);
    },
    info: async (section?: string) => owning()[0]?.info(section),
    configGet: async (parameters: string | string[]) => owning()[0]?.configGet(parameters),
    time: async () => owning()[0]?.time(),
  };
}
