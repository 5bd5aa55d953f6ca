import { reasonsOf } from '@stockade/contracts';
import { messageOf, readFrom, UnreadableRecordError, type Redis } from '@stockade/redis';
import { EntityId, RedisOmError, Repository, Schema, type Entity as Found, type RedisConnection } from 'redis-om';
import type { z } from 'zod';

/** How Redis OM reads each field of a hash. */
type FieldTypes = Readonly<Record<string, 'string' | 'number'>>;

/** How the key of an entity begins; it goes on with a colon and the id. */
export type EntityName = (id: string) => string;

/** Reads the entity of this id; null when there is none. Rejects with an UnreadableRecordError when it cannot be read. */
export type ReadEntity<Entity> = (id: string) => Promise<Entity | null>;

export interface Entities<Entity> {
  read: ReadEntity<Entity>;
  /** Writes the whole entity and deletes all other fields of the hash. Never for a hash that a script writes. */
  save(id: string, entity: Entity): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Reads hashes through Redis OM and checks them against the schema, so that all other code has typed entities. */
export function makeEntityReader<Entity>(
  redis: Redis,
  nameOf: EntityName,
  fields: FieldTypes,
  schema: z.ZodType<Entity>,
): ReadEntity<Entity> {
  const repositoryOf = makeRepositories(redis, nameOf, fields);
  return async (id) => {
    const key = `${nameOf(id)}:${id}`;
    const entity = await readFrom(key, fetchFrom(repositoryOf(id), id, key));
    // A missing key comes back as an entity without fields.
    if (Object.keys(entity).length === 0) return null;
    const { data, error } = schema.safeParse(entity);
    if (error) throw new UnreadableRecordError(key, reasonsOf(error));
    return data;
  };
}

/** Redis OM refuses, say, a price that is no number. */
async function fetchFrom(repository: Repository, id: string, key: string): Promise<Found> {
  try {
    return await repository.fetch(id);
  } catch (error) {
    throw error instanceof RedisOmError ? new UnreadableRecordError(key, messageOf(error)) : error;
  }
}

/** Reads and writes flat hashes that only Redis OM writes. */
export function makeEntities<Entity extends Record<string, string | number | undefined>>(
  redis: Redis,
  nameOf: EntityName,
  fields: FieldTypes,
  schema: z.ZodType<Entity>,
): Entities<Entity> {
  const repositoryOf = makeRepositories(redis, nameOf, fields);
  return {
    read: makeEntityReader(redis, nameOf, fields, schema),
    async save(id, entity) {
      await repositoryOf(id).save(id, { ...entity, [EntityId]: id });
    },
    remove: (id) => repositoryOf(id).remove(id),
  };
}

/** One for each name, of which there are as many as partitions. */
function makeRepositories(redis: Redis, nameOf: EntityName, fields: FieldTypes): (id: string) => Repository {
  const byName = new Map<string, Repository>();
  return (id) => {
    const name = nameOf(id);
    const present = byName.get(name);
    if (present !== undefined) return present;
    const repository = makeRepository(redis, name, fields);
    byName.set(name, repository);
    return repository;
  };
}

/**
 * Redis OM is typed for an older client whose calls for hashes are the same, hence the only cast; the workspace pins
 * Redis OM to the client that all other code uses.
 */
function makeRepository(redis: Redis, name: string, fields: FieldTypes): Repository {
  const definition = Object.fromEntries(Object.entries(fields).map(([field, type]) => [field, { type }]));
  return new Repository(new Schema(name, definition, { dataStructure: 'HASH' }), redis as unknown as RedisConnection);
}
