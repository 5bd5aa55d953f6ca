import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { proofSchema, type Proof } from '@stockade/prove';
import type { ProofListed } from './schemas.js';

const LISTED_MAX = 20;
const FILE = /^(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-[a-z]+)\.json$/;
export const PROOF_ID = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-[a-z]+$/;

/** The proofs that lie in a folder, of the command line and of the page alike. */
export interface Proofs {
  /** The last ones, newest first. What is no proof of today's format is left out. */
  list(): Promise<ProofListed[]>;
  /** @param id as PROOF_ID has it */
  find(id: string): Promise<Proof | null>;
}

export function makeProofs(dir: string): Proofs {
  async function find(id: string): Promise<Proof | null> {
    try {
      return proofSchema.parse(JSON.parse(await readFile(join(dir, `${id}.json`), 'utf8')));
    } catch {
      return null;
    }
  }

  return {
    find,
    async list() {
      const files = await readdir(dir).catch(() => []);
      const ids = files.flatMap((file) => FILE.exec(file)?.[1] ?? []);
      const newest = ids.toSorted().toReversed().slice(0, LISTED_MAX);
      const found = await Promise.all(newest.map(async (id) => ({ id, proof: await find(id) })));
      return found.flatMap(({ id, proof }) => (proof === null ? [] : [listed(id, proof)]));
    },
  };
}

function listed(proof_id: string, proof: Proof): ProofListed {
  const { verdict, started_at, seconds, seed, command, bound, broken_on_purpose } = proof;
  return {
    proof_id,
    verdict,
    started_at,
    seconds,
    seed,
    command,
    orders: bound.orders,
    faults: bound.faults,
    mistake: broken_on_purpose?.name ?? null,
  };
}
