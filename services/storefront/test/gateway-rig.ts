import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request, type IncomingMessage, type RequestListener } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { freePort, useLeakCheck } from '@stockade/testing';
import { pino } from 'pino';
import { storefrontConfig } from '../src/config.js';
import { openBuiltPages } from '../src/serving/built-pages.js';
import { startStorefront } from '../src/storefront.js';

/** What stands in for what the build makes. */
const FILES: Readonly<Record<string, string>> = {
  'pages/index.html': '<!doctype html><title>Stockade</title>',
  'pages/shop.html': '<!doctype html><title>Stockade</title><h1>The shop</h1>',
  'pages/early.js': 'document',
  'pages/assets/index-1a2b.js': 'x'.repeat(2_000),
  'pages/assets/index-1a2b.js.br': 'as brotli',
  'pages/assets/index-1a2b.js.gz': 'as gzip',
  'first-sight/first-sight.mjs': `
    export const questions = ['/products', '/categories'];
    export function drawShop(answers) {
      if (answers[0].json === 'no list') throw new Error('this is no list');
      return '<!doctype html>' + JSON.stringify(answers);
    }
  `,
};

/** A server that a test has made to behave as it needs. */
export interface Upstream {
  readonly url: string;
  readonly port: number;
  /** All requests that it got, without the question whether it is ready. */
  readonly requests: IncomingMessage[];
  /** What it says to that; it does until it is told otherwise. */
  setReady(isReady: boolean): void;
  /** Connections that it has now. */
  connections(): Promise<number>;
  /** Ends it and all its connections at once, as a kill does. */
  kill(): Promise<void>;
}

export interface Gateway {
  readonly url: string;
  readonly port: number;
  /** The lines of its log. */
  readonly log: string[];
  stop(): Promise<void>;
}

export interface Answered {
  status: number;
  headers: IncomingMessage['headers'];
  body: string;
}

/** Gateways and what stands behind them, for the tests of a file; all are stopped after each. */
export function useGateways() {
  useLeakCheck();
  const stops: (() => Promise<void>)[] = [];
  let built = '';
  beforeAll(async () => {
    built = await mkdtemp(join(tmpdir(), 'stockade-pages-'));
    for (const [path, text] of Object.entries(FILES)) {
      await mkdir(dirname(join(built, path)), { recursive: true });
      await writeFile(join(built, path), text);
    }
  });
  afterEach(async () => {
    for (const stop of stops.splice(0).toReversed()) await stop();
  });
  afterAll(() => rm(built, { recursive: true }));

  async function startUpstream(listener: RequestListener, port = 0): Promise<Upstream> {
    const requests: IncomingMessage[] = [];
    let isReady = true;
    const server = createServer((req, res) => {
      if (req.url === '/health/ready') {
        res.writeHead(isReady ? 200 : 503).end('{}');
        return;
      }
      requests.push(req);
      listener(req, res);
    }).listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const listening = typeof address === 'object' && address ? address.port : 0;
    const kill = async () => {
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    };
    stops.push(kill);
    const connections = () =>
      new Promise<number>((resolve, reject) => {
        server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
      });
    const setReady = (is: boolean) => void (isReady = is);
    return { url: `http://127.0.0.1:${listening}`, port: listening, requests, setReady, connections, kill };
  }

  async function startGateway(settings: Readonly<Record<string, string>> = {}): Promise<Gateway> {
    const log: string[] = [];
    const port = await freePort();
    const config = storefrontConfig({ LISTEN_HOST: '127.0.0.1', STOREFRONT_PORT: String(port), ...settings });
    const logger = pino({ level: 'debug' }, { write: (line) => log.push(line) });
    const running = await startStorefront(config, logger, (parts) => openBuiltPages(parts, built));
    let stopped: Promise<void> | undefined;
    const stop = () => (stopped ??= running.stop());
    stops.push(stop);
    return { url: `http://127.0.0.1:${port}`, port, log, stop };
  }

  return { startUpstream, startGateway };
}

interface AskOptions {
  method?: string;
  headers?: Readonly<Record<string, string | string[]>>;
  body?: string | Buffer;
}

/** One request on a connection of its own, exactly as it says: fetch() adds fields and keeps some for itself. */
export async function ask(url: string, { method = 'GET', headers = {}, body }: AskOptions = {}): Promise<Answered> {
  const asked = request(url, { method, headers, agent: false });
  // As bytes: with a text, Node would write the fields in the encoding of the text.
  asked.end(body === undefined ? undefined : Buffer.from(body));
  const [response] = await once(asked, 'response');
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode, headers: response.headers, body: text };
}

/** Sends bytes as they are; resolves with all that comes back until the server closes the connection. */
export async function talk(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let received = '';
  socket.setEncoding('latin1').on('data', (piece: string) => (received += piece));
  socket.write(text);
  await once(socket, 'close');
  return received;
}
