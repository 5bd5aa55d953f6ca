// Not of the package redis, whose modules each client is built with anew: proofs make hundreds of these a minute.
import { createClient } from '@redis/client';

const CONNECT_TIMEOUT_MS = 2_000;

/**
 * Connects once, without the retries of a client that is there to stay. Rejects when it cannot.
 * @param silentMaxMs the connection ends when nothing is said on it for so long; default never
 */
export async function connectOnce(url: string, silentMaxMs?: number) {
  const silence = silentMaxMs === undefined ? {} : { socketTimeout: silentMaxMs };
  const socket = { connectTimeout: CONNECT_TIMEOUT_MS, reconnectStrategy: false, ...silence } as const;
  const client = createClient({ url, socket });
  client.on('error', () => {
    // The rejection of connect() or of the command says it.
  });
  await client.connect();
  return client;
}
