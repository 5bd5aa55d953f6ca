import { canMove, type OrderStatus } from '@stockade/contracts';

/** What a customer asked for in the model: how many of which product, and how the card behaves. */
export interface ModelOrder {
  status: OrderStatus;
  lines: readonly { product: number; quantity: number }[];
  declined: boolean;
  reservation: 'reserved' | 'rejected' | null;
}

export interface ModelStock {
  available: number;
  reserved: number;
  received: number;
}

/** A stream with one consumer group: which orders its entries are about, how far it was read, and what is pending. */
export interface ModelStream {
  entries: number[];
  delivered: number;
  pending: Set<number>;
}

export const STREAMS = ['placed', 'completed', 'refund'] as const;
export type StreamName = (typeof STREAMS)[number];

/**
 * The rules of an order without Redis, without messages lost or repeated in between and without time: what the scripts
 * must add up to, whatever the order in which they are called.
 */
export class Model {
  readonly orders: ModelOrder[] = [];
  readonly stocks: ModelStock[];
  readonly streams: Record<StreamName, ModelStream> = {
    placed: emptyStream(),
    completed: emptyStream(),
    refund: emptyStream(),
  };

  constructor(stockQuantities: readonly number[]) {
    this.stocks = stockQuantities.map((quantity) => ({ available: quantity, reserved: 0, received: quantity }));
  }

  place(lines: ModelOrder['lines'], declined: boolean): void {
    this.orders.push({ status: 'pending', lines, declined, reservation: null });
    this.streams.placed.entries.push(this.orders.length - 1);
  }

  cancel(order: number): boolean {
    return this.#move(order, 'cancelled');
  }

  restock(product: number, quantity: number): void {
    const stock = this.stocks[product];
    if (stock) Object.assign(stock, { available: quantity, received: quantity + stock.reserved });
  }

  /** Gives the next entries to the consumer: they are pending until they are handled. */
  read(name: StreamName, count: number): number[] {
    const stream = this.streams[name];
    const read = stream.entries.slice(stream.delivered, stream.delivered + count).map((_, i) => stream.delivered + i);
    for (const entry of read) stream.pending.add(entry);
    stream.delivered += read.length;
    return read;
  }

  /** A group that was lost and created from the beginning: everything is new again. */
  recreateGroup(name: StreamName): void {
    this.streams[name].delivered = 0;
    this.streams[name].pending.clear();
  }

  /** The same event once more, as a replayed dead letter or a repeated emission would be. */
  repeat(name: StreamName, entry: number): void {
    const order = this.streams[name].entries[entry];
    if (order !== undefined) this.streams[name].entries.push(order);
  }

  /** An entry reaches its handler. Only one that is pending has an effect: everything else was settled before. */
  handle(name: StreamName, entry: number): void {
    const stream = this.streams[name];
    const order = stream.entries[entry];
    if (order === undefined || !stream.pending.delete(entry)) return;
    if (name === 'placed') this.#pay(order);
    else if (name === 'completed') this.#reserve(order);
    else this.#move(order, 'refunded');
  }

  #pay(order: number): void {
    const declined = this.orders[order]?.declined ?? false;
    if (this.#move(order, declined ? 'failed' : 'completed') && !declined) this.streams.completed.entries.push(order);
  }

  #reserve(id: number): void {
    const order = this.orders[id];
    if (!order || order.reservation !== null) return;
    const inStock = order.lines.every(({ product, quantity }) => (this.stocks[product]?.available ?? 0) >= quantity);
    order.reservation = inStock ? 'reserved' : 'rejected';
    if (!inStock) this.streams.refund.entries.push(id);
    for (const { product, quantity } of inStock ? order.lines : []) {
      const stock = this.stocks[product];
      if (stock) Object.assign(stock, { available: stock.available - quantity, reserved: stock.reserved + quantity });
    }
  }

  #move(id: number, to: OrderStatus): boolean {
    const order = this.orders[id];
    if (!order || !canMove(order.status, to)) return false;
    order.status = to;
    return true;
  }
}

function emptyStream(): ModelStream {
  return { entries: [], delivered: 0, pending: new Set() };
}
