import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll } from '@jest/globals';
import { newClient, startRedisServer, type RedisClient, type RedisProgram, type RedisServer } from '@stockade/local';
import { useLeakCheck } from './leaks.js';

/** How this suite's own connection is called in CLIENT LIST. */
const CLIENT_NAME = 'test';
const START_TIMEOUT_MS = 30_000;

export interface PrivateRedisOptions {
  /** Default `always`, as in production. */
  appendfsync?: 'always' | 'everysec';
  /** More options as on the command line, such as `--enable-debug-command local`. */
  args?: readonly string[];
  /** Default: whatever `obtainRedis` finds. */
  program?: RedisProgram;
}

/** A server for one test file. Its members exist from the first `beforeAll` on, and throw before. */
export interface PrivateRedis {
  readonly url: string;
  readonly server: RedisServer;
  /** Connected to it; reconnects by itself when a test kills or restarts the server. */
  readonly client: TestClient;
  /** Empties it: keys, scripts and functions. */
  flush(): Promise<void>;
}

export type TestClient = RedisClient;

/**
 * Gives a test file a real Redis of its own, started before its tests (some 20 ms) and removed after them. Fails the
 * file when a connection to it, a child process or a listening server is left over after its own `afterAll`s.
 */
export function usePrivateRedis(options: PrivateRedisOptions = {}): PrivateRedis {
  let present: { server: RedisServer; client: TestClient } | undefined;
  const started = () => {
    if (present === undefined)
      throw new Error('the private Redis runs from beforeAll on: use it inside hooks and tests');
    return present;
  };

  useLeakCheck({
    expectedPids: () => (present ? [present.server.pid()] : []),
    others: async () => (present ? strangeConnections(present.client) : []),
    afterwards: async () => {
      if (present) await remove(present);
    },
  });
  beforeAll(async () => {
    const dir = await mkdtemp(join(tmpdir(), 'stockade-redis-'));
    const server = await startRedisServer({ dir, ...options });
    const client = makeClient(server.url);
    await client.connect();
    present = { server, client };
  }, START_TIMEOUT_MS);

  return {
    get url() {
      return started().server.url;
    },
    get server() {
      return started().server;
    },
    get client() {
      return started().client;
    },
    async flush() {
      const { client } = started();
      await Promise.all([client.flushAll(), client.scriptFlush(), client.functionFlush()]);
    },
  };
}

function makeClient(url: string): TestClient {
  const client = newClient({
    url,
    name: CLIENT_NAME,
    commandOptions: { timeout: undefined },
    socket: { reconnectStrategy: 20 },
  });
  client.on('error', () => {
    // Tests kill the server; the command that they try next says so.
  });
  return client;
}

async function strangeConnections(client: TestClient): Promise<string[]> {
  if (!client.isReady) return [];
  const connections = await client.clientList();
  return connections
    .filter(({ name }) => name !== CLIENT_NAME)
    .map(
      ({ name, addr, age, cmd }) =>
        `Redis connection ${name === '' ? '(no name)' : name} from ${addr}, ${age} s old, last command ${cmd}`,
    );
}

async function remove({ server, client }: { server: RedisServer; client: TestClient }): Promise<void> {
  client.destroy();
  await server.kill();
  await rm(server.dir, { recursive: true, force: true });
}
