import type { Stack, TestClient } from '@stockade/testing';
import type { Answer } from '../client.js';

export interface World {
  stack: Stack;
  /** Past the services and whatever stands in front of Redis. */
  redis: TestClient;
}

/** One request that is sent, answered 503, and sent again. */
interface Write {
  send(): Promise<Answer<unknown>>;
  /** Whether what was asked for is so in Redis. */
  hasHappened(): Promise<boolean>;
  /** What a repeat is answered. */
  status: number;
  /** Whether the repeat has changed nothing and answered what the first one would have. */
  isRight?(again: Answer<unknown>): Promise<boolean>;
}

export type Prepare = (world: World) => Promise<Write>;
