import type { Random, Session } from '@stockade/stage';
import { generateSync } from 'json-schema-faker';
import { z } from 'zod';
import type { Operation, Surface } from './described-routes.js';
import type { World } from './world.js';

const SEED_MAX = 2 ** 31 - 1;
const OPTIONAL = 0.5;
/** A description of the largest size in every second request would be all that is sent. */
const GENERATED_LENGTH_MAX = 120;
/** How often a request takes what is there: an id that exists, a price in cents. */
const GROUNDED = 0.9;
const PROPER_ACTOR = 0.8;
const HASHES_PASSWORD = /\/(register|login|password)$/;
const HASHING_WEIGHT = 0.3;
const BODY_WEIGHT = 3;

/** A request that is as described, not yet written down. */
export interface Draft {
  operation: Operation;
  path: string;
  /** Names and values, not yet encoded. */
  query: [string, string][];
  headers: Record<string, string | string[]>;
  /** Undefined when there is none. */
  body: unknown;
  story: string[];
}

export const recordSchema = z.record(z.string(), z.unknown());

/** Writes valid requests from the descriptions of the services, about what is there. */
export function makeDrafts({ descriptions, operations }: Surface, world: World): (random: Random) => Draft {
  const weighted = operations.map((operation): [Operation, number] => [operation, weightOf(operation)]);

  function bodyOf({ service, route }: Operation, random: Random): unknown {
    const media = route.requestBody?.content['application/json'];
    if (media === undefined) return undefined;
    const examples = Object.values(media.examples ?? {}).map(({ value }) => value);
    const example = examples[random.between(0, examples.length - 1)];
    if (example !== undefined && random.next() < 0.3) return ground(example, world, random);
    const schema = { ...media.schema, components: descriptions[service].document.components };
    return ground(fake(schema, random), world, random);
  }

  return (random) => {
    const operation = random.weighted(weighted);
    const { template, route } = operation;
    const actor = chooseActor(operation, world, random);
    const parameters = (kind: string) => (route.parameters ?? []).filter((one) => one.in === kind);
    const spoken = (kind: string) => parameters(kind).filter(() => random.next() < OPTIONAL);
    return {
      operation,
      path: template.replaceAll(/\{\w+\}/g, () => chooseId(operation, world, random)),
      query: spoken('query').map(({ name, schema }) => [name, String(fake(schema, random))]),
      headers: {
        ...actor.headers,
        ...(route.requestBody && { 'content-type': 'application/json' }),
        // Few of them, so that they come again.
        ...Object.fromEntries(spoken('header').map(({ name }) => [name, `key-${random.between(1, 60)}`])),
      },
      body: withSecrets(bodyOf(operation, random), actor.spare),
      story: [actor.name],
    };
  };
}

function weightOf({ template, route }: Operation): number {
  if (HASHES_PASSWORD.test(template)) return HASHING_WEIGHT;
  return route.requestBody ? BODY_WEIGHT : 1;
}

/** A value that fits a schema; the seed of the generator comes from ours. */
function fake(schema: Readonly<Record<string, unknown>>, random: Random): unknown {
  return generateSync(schema, {
    seed: random.between(1, SEED_MAX),
    optionalsProbability: OPTIONAL,
    maxLength: GENERATED_LENGTH_MAX,
    maxDefaultItems: 3,
  });
}

interface Actor {
  name: string;
  headers: Record<string, string>;
  spare: Session | null;
}

/** Whoever may do that, mostly. What ends a session comes from sessions that nothing else needs. */
function chooseActor({ template, route }: Operation, world: World, random: Random): Actor {
  const spare = world.spares[random.between(0, world.spares.length - 1)] ?? null;
  const as = (name: string, token = ''): Actor => ({ name, headers: { authorization: `Bearer ${token}` }, spare });
  const nobody: Actor = { name: 'nobody', headers: {}, spare };
  const customer = () => as('customer', world.customerTokens[random.between(0, world.customerTokens.length - 1)]);
  const admin = () => as('admin', world.adminToken);
  if (template.endsWith('/logout')) return random.next() < PROPER_ACTOR ? as('spare', spare?.access_token) : nobody;
  if (random.next() >= PROPER_ACTOR) return random.pick([() => nobody, customer, admin])();
  if (!('401' in route.responses)) return nobody;
  if ('403' in route.responses) return admin();
  return random.weighted([
    [customer, 3],
    [admin, 1],
  ])();
}

/** An id of the right kind, mostly. */
function chooseId({ service, method, template }: Operation, world: World, random: Random): string {
  const { productIds, disposableIds, orderIds, letterIds } = world;
  const any = (ids: readonly string[]) => ids[random.between(0, ids.length - 1)] ?? 'none';
  if (random.next() >= GROUNDED) return any([...productIds, ...orderIds, ...letterIds.store]);
  if (template.includes('/dead-letters/')) return any(letterIds[service]);
  if (!template.includes('/product')) return any(orderIds);
  if (method === 'DELETE') return any(disposableIds);
  return any(random.next() < GROUNDED ? productIds : disposableIds);
}

/** Turns what no schema can say into what is there: products that exist, prices in cents, accounts. */
function ground(value: unknown, world: World, random: Random): unknown {
  if (Array.isArray(value)) return value.map((item) => ground(item, world, random));
  const record = recordSchema.safeParse(value);
  if (!record.success) return value;
  return Object.fromEntries(
    Object.entries(record.data).map(([name, inner]) => [
      name,
      random.next() < GROUNDED ? groundField(name, inner, world, random) : inner,
    ]),
  );
}

function groundField(name: string, value: unknown, world: World, random: Random): unknown {
  switch (name) {
    case 'product_id':
      return world.productIds[random.between(0, world.productIds.length - 1)];
    case 'quantity':
      return random.between(1, 3);
    case 'expected_total':
      // Hardly ever the right one, and then nothing would be placed.
      return null;
    case 'price':
      return random.between(0, 10_000) / 100;
    default:
      return ground(value, world, random);
  }
}

/**
 * A refresh token is nothing that a schema could make up. The current password is never right: a change that is made ends
 * the sessions that the rest of the run needs.
 */
function withSecrets(body: unknown, spare: Session | null): unknown {
  const record = recordSchema.safeParse(body).data;
  if (record === undefined) return body;
  if ('current_password' in record) return { ...record, current_password: 'the password of nobody' };
  return spare !== null && 'refresh_token' in record ? { ...record, refresh_token: spare.refresh_token } : body;
}
