import type { Keys } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import type { Terminal } from './terminal.js';

/** What every command is given. */
export interface CommandContext {
  redis: Redis;
  keys: Keys;
  terminal: Terminal;
  /** Ends what would go on for ever. */
  stop: AbortSignal;
}
