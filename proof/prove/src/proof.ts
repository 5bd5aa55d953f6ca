import { HAPPENING_NAMES, INVARIANT_NAMES, STEP_KINDS } from '@stockade/chaos';
import { z } from 'zod';

/** Of the file. Whoever reads it looks at this first. */
export const PROOF_FORMAT = 'stockade-proof/2';

const countSchema = z.int().nonnegative();
const msSchema = z.number().nonnegative();
const nameSchema = z.string().min(1);

/** HELD: nothing was broken in a run by hand, which need not meet everything that a PASS does. */
export const VERDICTS = ['PASS', 'FAIL', 'INCONCLUSIVE', 'HELD'] as const;
export type VerdictWord = (typeof VERDICTS)[number];

const environmentSchema = z.strictObject({
  /** Of the checkout; null when it is none of Git. */
  commit: z.string().nullable(),
  /** Whether files differ from that commit; null when there is none. */
  dirty: z.boolean().nullable(),
  node: nameSchema,
  /** Of the server that the orders were on; null when none was started. */
  redis: nameSchema.nullable(),
  os: nameSchema,
  cpu: nameSchema,
  cores: z.int().positive(),
  memory_bytes: z.int().positive(),
});

const faultSchema = z.strictObject({
  kind: nameSchema,
  /** A service and the number of its process, or `redis`, or `provider`; null where it is another thing. */
  target: z.string().nullable(),
  /** From the first order of its part. */
  at_ms: msSchema,
  took_ms: msSchema,
  healed: z.boolean(),
});

const violationSchema = z.strictObject({
  invariant: z.enum(INVARIANT_NAMES),
  what: z.string(),
  order_id: z.string().nullable(),
});

const timesSchema = z.strictObject({ count: countSchema, median_ms: msSchema.nullable(), max_ms: msSchema.nullable() });

const storySchema = z.strictObject({
  order_id: nameSchema,
  killed: nameSchema,
  handover_ms: msSchema.nullable(),
  status: z.string().nullable(),
  stock: z.string().nullable(),
  money: z.strictObject({ charged: countSchema, given_back: countSchema, currency: z.string().nullable() }).nullable(),
  steps: z.array(z.strictObject({ at: z.iso.datetime(), kind: z.enum(STEP_KINDS), text: nameSchema })),
});

/** One run on one Redis, with its orders, faults and checks. */
const partSchema = z.strictObject({
  key: z.enum(['single', 'ha']),
  seconds: msSchema,
  /** What clients were told of their orders. */
  answers: z.strictObject({ accepted: countSchema, refused: countSchema, unknown: countSchema }),
  /** Orders that exist at the end, by their status. */
  ends: z.record(z.string(), countSchema),
  exist: countSchema,
  quiet_after_ms: msSchema,
  faults: z.array(faultSchema),
  /** From a kill of Redis to the next order that was accepted. */
  recovery: timesSchema,
  /** From a kill of a service to the settlement of an entry that it had in its hand. */
  handover: timesSchema,
  /** Orders accepted up to each second. */
  pace: z.array(z.strictObject({ at_s: msSchema, accepted: countSchema })),
  audit: z.strictObject({
    orders: countSchema,
    keys: countSchema,
    products: countSchema,
    findings: countSchema,
    duration_ms: msSchema,
  }),
  happened: z.record(z.enum(HAPPENING_NAMES), countSchema),
  /** On how many of its unit each invariant was checked. */
  checked: z.partialRecord(z.enum(INVARIANT_NAMES), countSchema),
  violations_count: countSchema,
  /** How many of each invariant. */
  violated: z.partialRecord(z.enum(INVARIANT_NAMES), countSchema),
  /** The first of them. */
  violations: z.array(violationSchema),
  story: storySchema.nullable(),
});

const mutantSchema = z.strictObject({
  key: nameSchema,
  name: nameSchema,
  caught: z.boolean(),
  /** The seed of the run that caught it, or the last that did not. */
  seed: countSchema,
  /** What it was caught by, one that names an order first. */
  violation: violationSchema.nullable(),
});

const happenedSchema = z.strictObject({
  key: z.enum(HAPPENING_NAMES),
  meaning: nameSchema,
  count: countSchema,
  /** Whether a PASS needs it. */
  needed: z.boolean(),
});

const invariantSchema = z.strictObject({
  key: z.enum(INVARIANT_NAMES),
  meaning: nameSchema,
  checked: countSchema,
  unit: nameSchema,
  violations: countSchema,
});

const boundSchema = z.strictObject({
  /** Orders that were accepted: each was promised to its customer. */
  orders: countSchema,
  orders_broken: countSchema,
  /** At 95 %, the share of orders that such runs break is below this; null when one was broken, or too few were checked. */
  share_below: z.number().positive().nullable(),
  faults: countSchema,
  /** The same for faults, since the orders that one fault meets are not independent of each other. */
  fault_share_below: z.number().positive().nullable(),
});

/** What a proof found: the file beside its page. */
export const proofSchema = z.strictObject({
  format: z.literal(PROOF_FORMAT),
  verdict: z.enum(VERDICTS),
  /** Why it is no PASS; empty when it is one. */
  reasons: z.array(nameSchema),
  started_at: z.iso.datetime(),
  seconds: msSchema,
  command: nameSchema,
  seed: countSchema,
  /** Whether somebody chose the faults, and when it was enough. */
  by_hand: z.boolean(),
  /** The known mistake in the copy that was run; null when it was the system itself. */
  broken_on_purpose: z.strictObject({ key: nameSchema, name: nameSchema }).nullable(),
  environment: environmentSchema,
  parts: z.array(partSchema),
  /** Parts that did not come to their end, and why. */
  failures: z.array(z.strictObject({ part: nameSchema, why: nameSchema })),
  mutants: z.array(mutantSchema),
  happened: z.array(happenedSchema),
  invariants: z.array(invariantSchema),
  bound: boundSchema,
  /** Orders that a violation names. */
  orders_named: z.array(nameSchema),
});

export type Proof = z.infer<typeof proofSchema>;
export type Part = z.infer<typeof partSchema>;
export type PartKey = Part['key'];
export type Story = z.infer<typeof storySchema>;
export type MutantReport = z.infer<typeof mutantSchema>;
export type Environment = z.infer<typeof environmentSchema>;
export type Bound = z.infer<typeof boundSchema>;
export type ViolationReport = z.infer<typeof violationSchema>;
