import { connectOnce } from './client-once.js';
import type { RedisServer } from './redis-server.js';

/** One line of CLUSTER NODES. */
export interface NodeLine {
  id: string;
  port: number;
  busPort: number;
  flags: readonly string[];
  /** The id of the primary that it follows; `-` for a primary. */
  follows: string;
  epoch: number;
  slots: readonly number[];
}

/** A node that stands still accepts connections and never answers. Longer than a MIGRATE may take. */
const SILENT_MAX_MS = 6_000;
const VIEW_SILENT_MAX_MS = 1_500;

/** Connects to one node, runs the task with it, and closes. Rejects when the node does not answer. */
export async function withNode<Value>(
  { url }: Pick<RedisServer, 'url'>,
  task: (ask: (...command: string[]) => Promise<unknown>) => Promise<Value>,
  silentMaxMs = SILENT_MAX_MS,
): Promise<Value> {
  const client = await connectOnce(url, silentMaxMs);
  try {
    return await task((...command) => client.sendCommand(command));
  } finally {
    client.destroy();
  }
}

export async function nodesSeenBy(server: Pick<RedisServer, 'url'>): Promise<NodeLine[]> {
  return parseNodes(String(await withNode(server, (ask) => ask('CLUSTER', 'NODES'), VIEW_SILENT_MAX_MS)));
}

/** What a node says of itself. */
export async function ownLine(server: Pick<RedisServer, 'url'>): Promise<NodeLine> {
  const own = (await nodesSeenBy(server)).find(({ flags }) => flags.includes('myself'));
  if (own === undefined) throw new Error('the node does not know itself');
  return own;
}

/** The servers that answer, each with what it says of itself. */
export async function ownLines(servers: readonly RedisServer[]): Promise<{ server: RedisServer; line: NodeLine }[]> {
  const lines = await Promise.all(
    servers.map((server) =>
      ownLine(server)
        .then((line) => [{ server, line }])
        .catch(() => []),
    ),
  );
  return lines.flat();
}

/** Reads CLUSTER NODES, and the file in which a node keeps that. */
export function parseNodes(text: string): NodeLine[] {
  return text.split('\n').flatMap((line) => {
    const [id = '', place = '', flags = '', follows = '', , , epoch, , ...ranges] = line.split(' ');
    const { port, bus } = /:(?<port>\d+)@(?<bus>\d+)/.exec(place)?.groups ?? {};
    if (port === undefined) return [];
    const slots = ranges.flatMap(slotsOf);
    return {
      id,
      port: Number(port),
      busPort: Number(bus),
      flags: flags.split(','),
      follows,
      epoch: Number(epoch),
      slots,
    };
  });
}

/** Nothing for `[93-<-id]`, a slot that is on its way. */
function slotsOf(range: string): number[] {
  const [first, last = first] = range.split('-').map(Number);
  if (first === undefined || last === undefined || Number.isNaN(first) || Number.isNaN(last)) return [];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
