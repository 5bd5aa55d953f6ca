import { createClient } from 'redis';

const CONNECT_TIMEOUT_MS = 2_000;

/** Connects once, without the retries of a client that is there to stay. Rejects when it cannot. */
export async function connectOnce(url: string) {
  const client = createClient({ url, socket: { connectTimeout: CONNECT_TIMEOUT_MS, reconnectStrategy: false } });
  client.on('error', () => {
    // The rejection of connect() or of the command says it.
  });
  await client.connect();
  return client;
}
