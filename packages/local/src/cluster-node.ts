import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseNodes, type NodeLine } from './cluster-view.js';
import { freePort } from './free-port.js';
import { obtainRedis } from './obtain-redis.js';
import { startRedisServer, type RedisServer, type RedisServerOptions } from './redis-server.js';

/** After so long a silence a node counts as gone. */
const NODE_TIMEOUT_MS = 2_000;
/** In the directory of a node: what it knows of the cluster, kept by the node itself. */
const NODES_FILE = 'nodes.conf';

export interface ClusterNodeOptions extends Pick<
  RedisServerOptions,
  'program' | 'password' | 'maxmemory' | 'signalAtOurDeath' | 'args'
> {
  /** Where all nodes keep their data; must exist. */
  dir: string;
}

/** Returns what starts a node in the directory of this name, on the ports that it had before. */
export async function makeNodeStarter(options: ClusterNodeOptions) {
  const { args = [] } = options;
  const program = options.program ?? (await obtainRedis());
  if (program.kind !== 'binary')
    throw new Error('a cluster needs a redis-server or valkey-server on this machine, and Docker has the only one');
  const settings = [
    ['--cluster-enabled', 'yes'],
    ['--cluster-config-file', NODES_FILE],
    ['--cluster-node-timeout', String(NODE_TIMEOUT_MS)],
    // A replica stays with its primary: the promise that writes are on n replicas is one about these.
    ['--cluster-allow-replica-migration', 'no'],
    // The customers whose slots are served are served, also while others' slots are not.
    ['--cluster-require-full-coverage', 'no'],
    // A replica that joins gets the data at once, and not after 5 s in which others might join.
    ['--repl-diskless-sync-delay', '0'],
  ].flat();
  return async (name: string): Promise<RedisServer> => {
    const dir = join(options.dir, name);
    await mkdir(dir, { recursive: true });
    const before = await rememberedBy(dir);
    const port = before?.port ?? (await freePort());
    // Else it is the port and 10,000, which other programs' outgoing connections may have.
    const bus = ['--cluster-port', String(before?.busPort ?? (await freePort()))];
    return startRedisServer({ ...options, program, dir, port, args: [...settings, ...bus, ...args] });
  };
}

/** The names of the nodes that a directory holds, in the order in which they were made. */
export async function nodesIn(dir: string): Promise<string[]> {
  const names = (await readdir(dir)).filter((name) => existsSync(join(dir, name, NODES_FILE)));
  return names.toSorted((one, other) => numberOf(one) - numberOf(other));
}

export const nodeName = (number: number) => `node-${number}`;

export const numberOf = (name: string) => Number(name.replace('node-', ''));

/** What a node has written down of itself. */
export async function rememberedBy(dir: string): Promise<NodeLine | undefined> {
  const text = await readFile(join(dir, NODES_FILE), 'utf8').catch(() => '');
  return parseNodes(text).find(({ flags }) => flags.includes('myself'));
}
