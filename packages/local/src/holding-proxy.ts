import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands between clients and a server on 127.0.0.1 and can keep back what the server says, as a slow network would. */
export interface HoldingProxy {
  readonly port: number;
  /** From now on nothing that the server says gets through. What clients say does. */
  hold(): void;
  /** How much is kept back, in bytes. */
  heldBytes(): number;
  /** Hands over what was kept back, in order, each connection's in one piece, and all that comes later at once. */
  release(): void;
  /** Whoever connects from now on comes to another server, as when a name is moved. Those that are connected stay. */
  leadTo(serverPort: number): void;
  /**
   * Lets half of the next reply through on each connection that is open now, and then destroys the connection. The
   * function that it answers ends this and says how many connections were broken.
   */
  tearReplies(): () => number;
  /** Ends all connections through it and takes no more. */
  close(): Promise<void>;
}

/** Listens on a free port of 127.0.0.1 and passes everything on to the given one. */
export async function startHoldingProxy(serverPort: number): Promise<HoldingProxy> {
  let leadsTo = serverPort;
  const held = new Map<Socket, Buffer[]>();
  const sockets = new Set<Socket>();
  let holding = false;
  /** Clients whose next reply is torn. */
  let torn = new Set<Socket>();

  const proxy = createServer((client) => {
    const server = connect(leadsTo, '127.0.0.1');
    held.set(client, []);
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(one);
      one.on('error', () => {
        // Its close follows, and that is passed on.
      });
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
    client.on('close', () => held.delete(client));
    client.on('data', (bytes) => server.write(bytes));
    server.on('data', (bytes) => {
      if (torn.delete(client)) {
        server.pause();
        client.end(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => server.destroy());
      } else if (holding) held.get(client)?.push(bytes);
      else client.write(bytes);
    });
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');

  return {
    port: portOf(proxy.address()),
    hold() {
      holding = true;
    },
    heldBytes: () => [...held.values()].flat().reduce((sum, { length }) => sum + length, 0),
    release() {
      holding = false;
      for (const [client, chunks] of held) client.write(Buffer.concat(chunks.splice(0)));
    },
    leadTo(port) {
      leadsTo = port;
    },
    tearReplies() {
      const clients = new Set(held.keys());
      const count = clients.size;
      torn = clients;
      return () => {
        const broken = count - clients.size;
        clients.clear();
        return broken;
      };
    },
    async close() {
      const closed = once(proxy, 'close');
      proxy.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the proxy does not listen on a port');
  return address.port;
}
