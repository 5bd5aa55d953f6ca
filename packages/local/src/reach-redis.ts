import { connectOnce } from './client-once.js';

/**
 * Why a Redis cannot be used, in a few words, or undefined when it answers PING. Never rejects; the words hold no
 * password.
 * @param url `redis[s]://[user[:password]@]host[:port][/db]`
 */
export async function whyUnreachable(url: string): Promise<string | undefined> {
  try {
    const client = await connectOnce(url);
    try {
      await client.ping();
    } finally {
      client.destroy();
    }
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message || error.name : String(error);
  }
}
