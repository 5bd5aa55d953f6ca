import { setImmediate as turn } from 'node:timers/promises';

/** What any client has. */
interface Connection {
  readonly isReady: boolean;
  on(event: 'ready' | 'end', listener: () => void): unknown;
  ping(): Promise<unknown>;
  destroy(): void;
}

/**
 * Drops a connection on which a PING gets no answer for `silentMaxMs`, and has it opened again. A socket can die without
 * a word (a frozen host, a dropped NAT entry), and then its commands wait until TCP gives up, a quarter of an hour.
 * `socketTimeout` cannot see that on a busy connection, since every write starts it anew; it covers the handshake, in
 * which nothing else is written, and the pings keep it away from a connection that is merely idle.
 */
export function replaceWhenSilent(client: Connection, silentMaxMs: number, reopen: () => void): void {
  let probe: NodeJS.Timeout | undefined;
  client.on('ready', () => {
    clearTimeout(probe);
    probeLater();
  });
  client.on('end', () => clearTimeout(probe));

  function probeLater(): void {
    probe = setTimeout(() => void ping(), silentMaxMs / 2).unref();
  }

  async function ping(): Promise<void> {
    if (!client.isReady) return;
    let answered = false;
    const silence = setTimeout(() => void giveUp(() => answered), silentMaxMs).unref();
    // An error is an answer too: Redis is loading, say. Or the socket broke, and the client reconnects by itself.
    await client.ping().catch(() => 'answered');
    answered = true;
    clearTimeout(silence);
    if (client.isReady) probeLater();
  }

  async function giveUp(answered: () => boolean): Promise<void> {
    // A process that was stopped itself finds the time over before it has read the answer that waits in its socket.
    await turn();
    if (answered()) return;
    client.destroy();
    reopen();
  }
}
