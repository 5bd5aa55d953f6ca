import { connectOnce } from './client-once.js';

/**
 * Why a Redis cannot be used, or undefined when it answers PING. Never rejects; the message of the error holds no password.
 * @param url `redis[s]://[user[:password]@]host[:port][/db]`
 */
export async function whyUnreachable(url: string): Promise<Error | undefined> {
  try {
    const client = await connectOnce(url);
    try {
      await client.ping();
    } finally {
      client.destroy();
    }
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
