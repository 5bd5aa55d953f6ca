import type { Redis } from '@stockade/redis';
import { EntityId, Repository, Schema, type RedisConnection } from 'redis-om';
import type { z } from 'zod';

/** How Redis OM reads each field of a hash. */
type FieldTypes = Readonly<Record<string, 'string' | 'number'>>;

/** Reads the entity `<name>:<id>`; null when there is none. */
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
  name: string,
  fields: FieldTypes,
  schema: z.ZodType<Entity>,
): ReadEntity<Entity> {
  const repository = makeRepository(redis, name, fields);
  return async (id) => {
    const entity = await repository.fetch(id);
    // A missing key comes back as an entity without fields.
    return Object.keys(entity).length === 0 ? null : schema.parse(entity);
  };
}

/** Reads and writes flat hashes that only Redis OM writes. */
export function makeEntities<Entity extends Record<string, string | number | undefined>>(
  redis: Redis,
  name: string,
  fields: FieldTypes,
  schema: z.ZodType<Entity>,
): Entities<Entity> {
  const repository = makeRepository(redis, name, fields);
  return {
    read: makeEntityReader(redis, name, fields, schema),
    async save(id, entity) {
      await repository.save(id, { ...entity, [EntityId]: id });
    },
    remove: (id) => repository.remove(id),
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
