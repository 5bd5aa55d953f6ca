import { describe, expect, test } from '@jest/globals';
import { describeService } from '@stockade/descriptions';
import { z } from 'zod';
import { services } from '../../scripts/describe/describe-all.mjs';

/** "null means the same as leaving a property out", of every property of every request that may be left out. */
const record = z.record(z.string(), z.unknown());
const isRecord = (value: unknown) => record.safeParse(value).data;

type Schema = Record<string, unknown>;
type Resolve = (schema: unknown) => Schema[];

/** A schema with all of its alternatives, whatever they refer to. */
function makeResolver(document: unknown): Resolve {
  const resolve: Resolve = (schema) => {
    const one = isRecord(schema);
    if (one === undefined) return [];
    const { $ref } = one;
    if (typeof $ref === 'string')
      return resolve(
        $ref
          .split('/')
          .slice(1)
          .reduce<unknown>((part, name) => isRecord(part)?.[name], document),
      );
    const others = ['anyOf', 'oneOf', 'allOf'].flatMap((word) => z.array(z.unknown()).safeParse(one[word]).data ?? []);
    return [one, ...others.flatMap(resolve)];
  };
  return resolve;
}

/** Every body in which one property is left out, and the same in which it is null. */
function* withoutOne(body: unknown, schemas: readonly Schema[], resolve: Resolve): Generator<Pair> {
  const list = z.array(z.unknown()).safeParse(body).data;
  if (list !== undefined) {
    const items = schemas.flatMap(({ items: item }) => resolve(item));
    for (const [i, item] of list.entries())
      for (const pair of withoutOne(item, items, resolve))
        yield mapped(pair, (changed) => list.map((other, j) => (i === j ? changed : other)));
    return;
  }
  const object = isRecord(body);
  if (object === undefined) return;
  const properties = schemas.map((schema) => isRecord(schema['properties']) ?? {}).filter(isMeant(object));
  const names = new Set([...Object.keys(object), ...properties.flatMap((some) => Object.keys(some))]);
  for (const name of names) {
    const { [name]: value, ...others } = object;
    yield { name, without: others, withNull: { ...others, [name]: null } };
    const inner = properties.flatMap((some) => resolve(some[name]));
    for (const pair of withoutOne(value, inner, resolve))
      yield mapped(pair, (changed) => ({ ...object, [name]: changed }));
  }
}

/** Of several forms the one that is sent: a word in it says which. */
const isMeant = (body: Schema) => (properties: Schema) =>
  Object.entries(properties).every(([name, schema]) => {
    const word = isRecord(schema)?.['const'];
    return word === undefined || word === body[name];
  });

interface Pair {
  name: string;
  without: unknown;
  withNull: unknown;
}
const mapped = ({ name, without, withNull }: Pair, change: (body: unknown) => unknown): Pair => ({
  name,
  without: change(without),
  withNull: change(withNull),
});

/** Besides the examples, what they do not have. */
const MORE: Readonly<Record<string, readonly unknown[]>> = {
  'post /orders': [
    {
      items: [{ product_id: '019346a0-0000-7000-8000-000000000002', quantity: 1 }],
      shipping_address: { line1: '1 High Street', line2: 'Flat 2' },
    },
  ],
};

const bodies = services().flatMap(({ about, routes }) => {
  const document = describeService(about, routes);
  const resolve = makeResolver(document);
  return routes.flatMap(({ method, path, body }) => {
    if (body === undefined) return [];
    const { requestBody } = document.paths?.[path.replace(/:(\w+)/, '{$1}')]?.[method] ?? {};
    const media = requestBody && 'content' in requestBody ? requestBody.content['application/json'] : undefined;
    const examples = Object.values(media?.examples ?? {}).flatMap((one) => ('value' in one ? [one.value] : []));
    const name = `${method} ${path}`;
    return [{ name, body, schemas: resolve(media?.schema), resolve, examples: [...examples, ...(MORE[name] ?? [])] }];
  });
});

describe.each(bodies)('in the body of $name', ({ body, schemas, resolve, examples }) => {
  test('null means the same as leaving a property out', () => {
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples)
      for (const { name, without, withNull } of withoutOne(example, schemas, resolve)) {
        const left = body.safeParse(without);
        if (left.success) expect({ name, ...body.safeParse(withNull) }).toEqual({ name, ...left });
      }
  });
});

test('some of the properties of requests may be left out', () => {
  const optional = bodies.flatMap(({ body, schemas, resolve, examples }) =>
    examples.flatMap((example) =>
      [...withoutOne(example, schemas, resolve)].flatMap(({ name, without }) =>
        body.safeParse(without).success ? [name] : [],
      ),
    ),
  );
  expect(optional).toEqual(
    expect.arrayContaining(['line2', 'shipping_address', 'stuck_ms', 'confirm', 'stream', 'order_id', 'name', 'ids']),
  );
});
