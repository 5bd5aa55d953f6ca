import { SERVICE_NAMES, type ServiceName } from '@stockade/local';
import { makeRandom } from '@stockade/stage';
import { kindsOf, type Fault, type FaultKind } from './schedule.js';

const RATE_DEFAULT = 20;
export const RATE_MAX = 200;
const DURATION_MIN_MS = 300;
const DURATION_MAX_MS = 1_200;

/** What somebody says who breaks things by hand. */
export type Order =
  | { do: 'strike'; kind: FaultKind; service: ServiceName | null }
  | { do: 'rate'; perS: number }
  | { do: 'end' };

/** A run whose faults come from somebody who looks on, and which goes on until they say so. */
export interface Hands {
  say(order: Order): void;
  /** The faults as they are asked for; it ends when that is said. */
  faults(replicas: number): AsyncGenerator<Fault>;
  isOver(): boolean;
  /** How many orders a second are wanted now. */
  ordersPerS(): number;
}

/** @param seed of what is left to chance: which replica, for how long */
export function makeHands(seed: number): Hands {
  const random = makeRandom(seed);
  const waiting: Extract<Order, { do: 'strike' }>[] = [];
  let perS = RATE_DEFAULT;
  let isOver = false;
  let wake = () => {};
  return {
    say(order) {
      if (order.do === 'rate') perS = order.perS;
      if (order.do === 'strike' && !isOver) waiting.push(order);
      if (order.do === 'end') isOver = true;
      wake();
    },
    async *faults(replicas) {
      for (;;) {
        const next = waiting.shift();
        if (next !== undefined)
          yield {
            kind: next.kind,
            at: 0,
            service: next.service ?? random.pick(SERVICE_NAMES),
            replica: random.between(0, replicas - 1),
            durationMs: random.between(DURATION_MIN_MS, DURATION_MAX_MS),
            dice: random.next(),
          };
        else if (isOver) return;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    isOver: () => isOver,
    ordersPerS: () => perS,
  };
}

/** Reads `strike KIND [SERVICE]`, `rate N` or `end`. Throws an Error that says what is taken. */
export function readOrder(line: string): Order {
  const [word = '', ...rest] = line.trim().split(/\s+/);
  const [first = '', second] = rest;
  if (word === 'end' && rest.length === 0) return { do: 'end' };
  if (word === 'rate' && rest.length === 1) {
    const perS = Number(first);
    if (Number.isInteger(perS) && perS >= 1 && perS <= RATE_MAX) return { do: 'rate', perS };
    throw new Error(`rate takes a whole number of orders a second from 1 to ${RATE_MAX}, not ${JSON.stringify(first)}`);
  }
  if (word === 'strike' && rest.length <= 2) {
    const kind = kindsOf('single').find((known) => known === first);
    const service = SERVICE_NAMES.find((name) => name === second);
    if (kind === undefined) throw new Error(`strike takes one of ${kindsOf('single').join(', ')}`);
    if (second !== undefined && service === undefined)
      throw new Error(`strike ${kind} takes ${SERVICE_NAMES.join(', ')} or nothing, not ${JSON.stringify(second)}`);
    return { do: 'strike', kind, service: service ?? null };
  }
  throw new Error('say: strike KIND [SERVICE], rate N, or end');
}
