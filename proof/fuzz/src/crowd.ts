import { makeRandom } from '@stockade/stage';
import { makeBook, note, saysDone, type Book } from './book.js';
import { faultsOfAnswer } from './check.js';
import { makeDrafts } from './draft.js';
import type { Surface } from './described-routes.js';
import { spoilWire } from './raw.js';
import { describeRequest, type FuzzRequest } from './request.js';
import type { Sender } from './send.js';
import { spoil, spoilWelcome } from './spoil.js';
import type { World } from './world.js';
import { spoilBytes, write } from './write.js';

/** Requests on their way at the same time. */
export const CONNECTIONS = 8;
/** Of the requests that are to be refused, so many have no right to what they ask for. */
const UNWELCOME = 0.75;
const ANSWER_LENGTH_SHOWN = 400;

export interface Fault {
  count: number;
  example: string;
}

interface Unavailable {
  /** When it was sent and answered, ms of performance.now(). */
  from: number;
  to: number;
  what: string;
  shown: string;
}

interface SendOptions {
  /** Mostly requests that must be refused; they come back, to be shown. */
  refusable?: boolean;
  onSent?: (index: number) => Promise<void>;
}

export interface Crowd {
  /** Sends the requests with these numbers and checks their answers. `isDone`: some of them say that something was done. */
  send(from: number, to: number, options?: SendOptions): Promise<{ isDone: boolean; sent: FuzzRequest[] }>;
  fault(what: string, example: string): void;
  /** What was wrong, with how often and the first request that showed it. */
  faults: ReadonlyMap<string, Fault>;
  statuses: ReadonlyMap<number, number>;
  /** The 503s, which are faults unless Redis stood still. */
  unavailable: readonly Unavailable[];
  book: Book;
  /** The answer that took longest. */
  slowest(): { tookMs: number; request: string };
}

interface Dependencies {
  seed: number;
  surface: Surface;
  world: World;
  sender: Sender;
}

/** Many clients at once. The request of a number is the same for the same seed, but for the ids that it takes. */
export function makeCrowd({ seed, surface, world, sender }: Dependencies): Crowd {
  const draft = makeDrafts(surface, world);
  const faults = new Map<string, Fault>();
  const statuses = new Map<number, number>();
  const book = makeBook();
  const unavailable: Unavailable[] = [];
  let slowest = { tookMs: 0, request: 'none' };

  function make(index: number, refusable: boolean): FuzzRequest {
    const random = makeRandom(seed * 1_000_003 + index);
    const drafted = draft(random);
    const valid = refusable && random.next() < UNWELCOME ? spoilWelcome(drafted, random, world) : drafted;
    const kind = random.weighted([
      ['valid', 3],
      ['spoilt', 5],
      ['bytes', 2],
      ['wire', 1],
    ] as const);
    switch (kind) {
      case 'valid':
        return write(valid);
      case 'spoilt':
        return write(spoil(valid, random, world));
      case 'bytes':
        return spoilBytes(write(valid), random);
      case 'wire':
        return spoilWire(write(random.next() < 0.5 ? valid : spoil(valid, random, world)), random);
    }
  }

  function fault(what: string, example: string): void {
    const known = faults.get(what);
    faults.set(what, { count: (known?.count ?? 0) + 1, example: known?.example ?? example });
  }

  /** Whether its answer says that something was done. */
  async function sendOne(request: FuzzRequest): Promise<boolean> {
    const outcome = await sender.send(request);
    if ('failure' in outcome) {
      fault(`no answer: ${outcome.failure}`, describeRequest(request));
      return true;
    }
    const { answer, tookMs } = outcome;
    if (tookMs > slowest.tookMs) slowest = { tookMs, request: describeRequest(request) };
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    const shown = `${describeRequest(request)}\n         was answered ${answer.status} ${answer.text.slice(0, ANSWER_LENGTH_SHOWN)}`;
    const { method, template } = request.operation;
    if (answer.status === 503) {
      const now = performance.now();
      unavailable.push({ from: now - tookMs, to: now, what: `${request.service} ${method} ${template}: 503`, shown });
      note(book, world, request, answer);
      return true;
    }
    for (const what of faultsOfAnswer(surface.descriptions[request.service], request, answer))
      fault(`${request.service} ${method} ${template}: ${what}`, shown);
    note(book, world, request, answer);
    return saysDone(request, answer);
  }

  return {
    fault,
    faults,
    statuses,
    unavailable,
    book,
    slowest: () => slowest,
    async send(from, to, { refusable = false, onSent } = {}) {
      const sent: FuzzRequest[] = [];
      let next = from;
      let isDone = false;
      async function client(): Promise<void> {
        while (next < to) {
          const index = next++;
          await onSent?.(index);
          const request = make(index, refusable);
          if (refusable) sent.push(request);
          if (await sendOne(request)) isDone = true;
        }
      }
      await Promise.all(Array.from({ length: CONNECTIONS }, client));
      return { isDone, sent };
    },
  };
}
