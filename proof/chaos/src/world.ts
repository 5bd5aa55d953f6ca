import type { Keys } from '@stockade/contracts';
import type { Member } from '@stockade/local';
import type { Http, Shop, Stage } from '@stockade/stage';
import type { Ledger } from './ledger.js';
import type { Fault } from './schedule.js';
import type { Witness } from './witness.js';

/** What faults act on. */
export interface World extends Stage {
  http: Http;
  keys: Keys;
  /** Of payments, outside the Redis that is killed. */
  provider: Member;
  shop: Shop;
  /** Of a product, in pieces. */
  stockMax: number;
  ledger: Ledger;
  /** Sees what the faults met. */
  witness: Witness;
  /** How long an entry may rest before others may take it: a frozen service sleeps longer. */
  minIdleMs: number;
  onRedisKilled: () => void;
  /** When the sentinels name another primary. */
  onRedisReplaced: () => void;
}

export type Strike = (world: World, fault: Fault) => Promise<void>;
