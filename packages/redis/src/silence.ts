import { setImmediate as turn } from 'node:timers/promises';

/** The part of a client that is used here. */
interface Connection {
  readonly isReady: boolean;
  on(event: 'ready' | 'end', listener: () => void): unknown;
  ping(): Promise<unknown>;
  destroy(): void;
}

/**
 * Drops a connection on which a PING gets no reply for `silentMaxMs`, and reopens it. A socket can die silently (a
 * frozen host, a dropped NAT entry), and then its commands wait for a quarter of an hour until TCP gives up.
 * `socketTimeout` cannot detect that on a busy connection, because every write restarts it. It covers the handshake, in
 * which nothing else is written; the pings keep it from firing on an idle connection.
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
    // An error is a reply too, for example while Redis is loading. If the socket broke, the client reconnects by
    // itself.
    await client.ping().catch(() => 'answered');
    answered = true;
    clearTimeout(silence);
    if (client.isReady) probeLater();
  }

  async function giveUp(answered: () => boolean): Promise<void> {
    // After this process itself was frozen, the timer fires before the reply that waits in the socket is read.
    await turn();
    if (answered()) return;
    client.destroy();
    reopen();
  }
}
