import type { Keys } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import type { Terminal } from './terminal.js';

/** The context of every command. */
export interface CommandContext {
  redis: Redis;
  keys: Keys;
  terminal: Terminal;
  /** Ends a command that runs until it is stopped. */
  stop: AbortSignal;
}
