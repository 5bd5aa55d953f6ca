import { createClient, type RedisClientOptions } from 'redis';

const CONNECT_TIMEOUT_MS = 2_000;

const makePattern = () => createClient();
export type RedisClient = ReturnType<typeof makePattern>;
/** Never connected. */
let pattern: RedisClient | undefined;

/** Makes a client, as createClient does; but that builds a class with all commands for each URL, and here all share one. */
export function newClient(
  options: Pick<RedisClientOptions, 'url' | 'name' | 'socket' | 'commandOptions'>,
): RedisClient {
  pattern ??= makePattern();
  return pattern.duplicate({ disableOfflineQueue: true, maintNotifications: 'disabled', ...options });
}

/**
 * Connects once, without the retries of a client that is there to stay. Rejects when it cannot.
 * @param silentMaxMs the connection ends when nothing is said on it for so long; default never
 */
export async function connectOnce(url: string, silentMaxMs?: number): Promise<RedisClient> {
  const silence = silentMaxMs === undefined ? {} : { socketTimeout: silentMaxMs };
  const client = newClient({
    url,
    socket: { connectTimeout: CONNECT_TIMEOUT_MS, reconnectStrategy: false, ...silence },
  });
  client.on('error', () => {
    // The rejection of connect() or of the command says it.
  });
  await client.connect();
  return client;
}
