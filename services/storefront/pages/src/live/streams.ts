import { followStream, trusted, type OrderMove, type ProductChange, type ServiceName } from '@stockade/client';
import { openStream, tokens } from '../api/clients.js';
import { session } from '../session/session.js';
import type { News, StreamName } from './news.js';

interface Stream {
  name: StreamName;
  service: ServiceName;
  path: string;
  /** Of an event, by its type; null for one that is not known here. */
  toNews: (type: string | undefined, data: string) => News | null;
}

const PRODUCTS: Stream = {
  name: 'products',
  service: 'warehouse',
  path: '/products/events',
  toNews(type, data) {
    if (type === 'product') return { is: 'product', product: trusted<ProductChange>(data) };
    if (type === 'removed') return { is: 'removed', id: trusted<{ id: string }>(data).id };
    if (type === 'away') return { is: 'away' };
    return type === 'following' ? { is: 'following', stream: 'products' } : null;
  },
};

const ORDERS: Stream = {
  name: 'orders',
  service: 'store',
  path: '/orders/events',
  toNews(type, data) {
    if (type === 'status') return { is: 'move', move: trusted<OrderMove>(data) };
    return type === 'following' ? { is: 'following', stream: 'orders' } : null;
  },
};

/**
 * Follows the catalogue, and the orders of whoever is logged in, until the signal aborts.
 * @param tell is given all news
 * @returns what connects anew at once, for somebody who does not want to wait
 */
export function followStreams(tell: (news: News) => void, signal: AbortSignal): () => void {
  let connections = new AbortController();
  let follower: string | null = null;

  function connect(): void {
    connections.abort();
    connections = new AbortController();
    follow(PRODUCTS, tell, connections.signal);
    follower = userId();
    if (follower !== null) follow(ORDERS, tell, connections.signal);
  }

  const onSession = session.subscribe(() => {
    if (userId() !== follower) connect();
  });
  signal.addEventListener('abort', () => {
    onSession();
    connections.abort();
  });
  connect();
  return connect;
}

function userId(): string | null {
  const now = session.get();
  return now.is === 'open' && tokens.current.get() !== null ? now.user.user_id : null;
}

function follow({ name, service, path, toNews }: Stream, tell: (news: News) => void, signal: AbortSignal): void {
  void followStream({
    open: (headers, connection) => openStream(service, path, headers, connection),
    onEvent({ event, data }) {
      const news = toNews(event, data);
      if (news !== null) tell(news);
    },
    onState: (state) => tell({ is: 'state', stream: name, state }),
    signal,
  });
}
