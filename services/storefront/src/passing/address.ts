import { Pool } from 'undici';

/** A machine that is there accepts or refuses within milliseconds, or in seconds when it is overloaded; one that is gone says nothing. */
const CONNECT_MAX_MS = 5_000;
/** A service needs 10 s at most for an answer, so one that is silent for longer is stuck. */
export const ANSWER_MAX_MS = 15_000;
/** Twice the interval of the heartbeats of a live stream. */
const SILENCE_MAX_MS = 30_000;
/** An address that does not answer gets no request for so long, and then one to see. */
const LEFT_OUT_MS = 1_000;

/** One process of a service, with the connections that are kept to it. */
export interface Address {
  readonly origin: string;
  readonly pool: Pool;
  /** Requests and streams that are under way. */
  busy: number;
  /** Whether it answered when it was last asked, or may be asked again now. */
  isIn(nowMs: number): boolean;
  /** It is asked now: until the answer nobody else tries an address that was left out. */
  asked(nowMs: number): void;
  worked(): void;
  failed(): void;
  /** Waits for what is under way, for so long. */
  close(): Promise<void>;
}

export function makeAddress(origin: string, { answerMaxMs = ANSWER_MAX_MS }: { answerMaxMs?: number } = {}): Address {
  const pool = new Pool(origin, {
    connect: { timeout: CONNECT_MAX_MS },
    headersTimeout: answerMaxMs,
    bodyTimeout: SILENCE_MAX_MS,
  });
  /** 0 while it is in. */
  let outUntilMs = 0;
  return {
    origin,
    pool,
    busy: 0,
    isIn: (nowMs) => nowMs >= outUntilMs,
    asked(nowMs) {
      if (outUntilMs > 0) outUntilMs = nowMs + LEFT_OUT_MS;
    },
    worked() {
      outUntilMs = 0;
    },
    failed() {
      outUntilMs = performance.now() + LEFT_OUT_MS;
    },
    close: () => pool.destroy(),
  };
}
