import { Pool } from 'undici';

/** A living machine accepts or refuses within milliseconds, or within seconds when it is overloaded; one that is gone never answers. */
const CONNECT_MAX_MS = 5_000;
/** A service needs 10 s at most for an answer, so one that is silent for longer is stuck. */
export const ANSWER_MAX_MS = 15_000;
/** Twice the interval of the heartbeats of a live stream. */
const SILENCE_MAX_MS = 30_000;
/** A service answers within half a second whether it is ready, even while its Redis is silent. */
const CHECK_MAX_MS = 2_000;
const READY_PATH = '/health/ready';
const NOT_READY_STATUS = 503;

/** What is known of a process, best first: it takes requests, it answers that it should get none, or it does not answer. */
export const STANDINGS = ['ready', 'not ready', 'away'] as const;

/** One process of a service, with the connections that are kept to it. */
export interface Address {
  readonly origin: string;
  readonly pool: Pool;
  /** Requests and streams that are under way. */
  busy: number;
  readonly standing: (typeof STANDINGS)[number];
  /** Asks it whether it is ready, unless that is being asked. Never rejects. */
  check(): Promise<void>;
  worked(): void;
  /** From now on it counts as away, until a check or a request is answered. */
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
  let standing: Address['standing'] = 'ready';
  let checking: Promise<void> | undefined;

  async function askIt(): Promise<void> {
    try {
      const signal = AbortSignal.timeout(CHECK_MAX_MS);
      const { statusCode, body } = await pool.request({ method: 'GET', path: READY_PATH, signal });
      await body.dump();
      standing = statusCode === NOT_READY_STATUS ? 'not ready' : 'ready';
    } catch {
      standing = 'away';
    }
    checking = undefined;
  }

  return {
    origin,
    pool,
    busy: 0,
    get standing() {
      return standing;
    },
    check: () => (checking ??= askIt()),
    worked() {
      if (standing === 'away') standing = 'ready';
    },
    failed() {
      standing = 'away';
    },
    close: () => pool.destroy(),
  };
}
