import { INVARIANT_NAMES, kindsOf, MUTANTS, RATE_MAX } from '@stockade/chaos';
import { idSchema, optional, withDefault } from '@stockade/contracts';
import { SERVICE_NAMES } from '@stockade/local';
import { VERDICTS } from '@stockade/prove';
import { SEED_MAX } from '@stockade/stage';
import { z } from 'zod';

export const FAULT_KINDS = kindsOf('single');
const mistakeSchema = z.enum(MUTANTS.map(({ key }) => key));
const countSchema = z.int().nonnegative();

/** What can be run, and what is checked. */
export const benchSchema = z
  .object({
    faults: z.array(z.enum(FAULT_KINDS)).meta({ description: 'Kinds of faults that can strike by hand.' }),
    invariants: z.array(z.object({ key: z.enum(INVARIANT_NAMES), meaning: z.string() })),
    mistakes: z.array(z.object({ key: mistakeSchema, name: z.string() })).meta({
      description: 'Known mistakes of which a copy can be run; each must end in FAIL.',
    }),
    orders_per_s_max: countSchema,
    seed_max: countSchema,
    run_id: idSchema.nullable().meta({ description: 'The last run; null when there was none since the start.' }),
  })
  .meta({ id: 'Bench' });

const startBase = { seed: optional(z.int().min(1).max(SEED_MAX)) };
export const startSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      ...startBase,
      kind: z.literal('proof'),
      /** About two minutes instead of five. */
      short: withDefault(z.boolean(), true),
      mistake: optional(mistakeSchema),
    }),
    z.strictObject({ ...startBase, kind: z.literal('by-hand') }),
  ])
  .meta({ id: 'LabRequest' });
export type LabRequest = z.output<typeof startSchema>;

export const strikeSchema = z
  .strictObject({ kind: z.enum(FAULT_KINDS), service: optional(z.enum(SERVICE_NAMES)) })
  .meta({ id: 'Strike' });
export const rateSchema = z.strictObject({ orders_per_s: z.int().min(1).max(RATE_MAX) }).meta({ id: 'OrderRate' });

/** What there is, looked at from outside. */
export const booksSchema = z.object({
  orders: countSchema,
  charged: countSchema,
  given_back: countSchema,
  reserved: countSchema,
  available: z.int(),
  least: z.int(),
  pending: countSchema,
});

const faultSchema = z.object({
  kind: z.string(),
  target: z.string().nullable(),
  at: z.iso.datetime(),
  /** Null while it goes on. */
  took_ms: z.number().nonnegative().nullable(),
  healed: z.boolean().nullable(),
});

/** A run, and how far it is. */
export const runSchema = z
  .object({
    run_id: idSchema,
    kind: z.enum(['proof', 'by-hand']),
    command: z.string().meta({ description: 'What does the same on the command line.' }),
    seed: countSchema,
    mistake: z.string().nullable(),
    started_at: z.iso.datetime(),
    state: z.enum(['running', 'over', 'failed']),
    phase: z.enum(['starting', 'orders', 'quiet', 'judging', 'mutants', 'over']),
    part: z.string().nullable(),
    told: z
      .object({ accepted: countSchema, refused: countSchema, unknown: countSchema, seconds: z.number() })
      .nullable()
      .meta({
        description: 'What clients were told of their orders in this part.',
      }),
    is: booksSchema.nullable().meta({ description: 'What there is, looked at from outside.' }),
    orders_per_s: countSchema.nullable().meta({ description: 'By hand: how many are wanted.' }),
    faults_planned: countSchema,
    faults: z.array(faultSchema).meta({ description: 'The last 100 of this part.' }),
    mutants: z.array(z.object({ name: z.string(), caught: z.boolean().nullable() })),
    verdict: z.enum(VERDICTS).nullable(),
    proof_id: z.string().nullable().meta({ description: 'Once it is over: its proof.' }),
    why: z.string().nullable().meta({ description: 'Of a run that failed: what it said at its end.' }),
  })
  .meta({ id: 'LabRun' });
export type LabRun = z.infer<typeof runSchema>;

export const proofListSchema = z
  .object({
    items: z.array(
      z.object({
        proof_id: z.string(),
        verdict: z.enum(VERDICTS),
        started_at: z.iso.datetime(),
        seconds: z.number().nonnegative(),
        seed: countSchema,
        command: z.string(),
        orders: countSchema,
        faults: countSchema,
        mistake: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'ProofList' });
export type ProofListed = z.infer<typeof proofListSchema>['items'][number];
