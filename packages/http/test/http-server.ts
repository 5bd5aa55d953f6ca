import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { connect } from 'node:net';
import { closeServer } from '../src/close-server.js';
import { makeServer, type ServerBounds } from '../src/server.js';

export interface RunningServer {
  url: string;
  port: number;
  stop(): Promise<void>;
}

/** Serves on a free port of 127.0.0.1. */
export async function serveHttp(app: RequestListener, bounds?: ServerBounds): Promise<RunningServer> {
  const server = makeServer(app, bounds).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  /** At once: the idle connections of a client that is done would be waited for. */
  const stop = async () => {
    server.closeAllConnections();
    await closeServer(server);
  };
  return { url: `http://127.0.0.1:${port}`, port, stop };
}

/** A client that sends what it is told, piece by piece, and shows what came back so far. */
export async function connectRaw(port: number) {
  const socket = connect(port, '127.0.0.1');
  let received = '';
  socket.setEncoding('utf8').on('data', (text: string) => (received += text));
  const closed = once(socket, 'close');
  await once(socket, 'connect');
  return {
    send: (text: string) => socket.write(text),
    received: () => received,
    closed,
    close: () => socket.destroy(),
  };
}
