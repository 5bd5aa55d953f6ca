import type { Keys } from '@stockade/contracts';
import type { HttpGateway } from '@stockade/payment/over-http';
import type { Redis } from '@stockade/redis';
import type { Terminal } from './terminal.js';

/** The context of every command. */
export interface CommandContext {
  redis: Redis;
  keys: Keys;
  /** The payment provider, if it is outside. */
  provider: HttpGateway | undefined;
  terminal: Terminal;
  /** Ends a command that runs until it is stopped. */
  stop: AbortSignal;
}
