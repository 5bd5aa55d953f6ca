import { describe, expect, test } from '@jest/globals';
import {
  feeOf,
  orderCompleted,
  orderPlaced,
  rateSchema,
  refundInitiated,
  subtotalOf,
  type OrderView,
  type Problem,
  type Quote,
} from '@stockade/contracts';
import { describeEvents, describeService } from '@stockade/descriptions';
import { escapePointer, makeJsonSchemaValidator } from '@stockade/testing/described';
import { services } from '../../scripts/describe/describe-all.mjs';

interface Example {
  /** Of what has the schema and its examples. */
  pointer: string;
  values: readonly unknown[];
}

interface WithExamples {
  schema: unknown;
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}

/** Whatever has a schema and may have examples: parameters and bodies. */
function examplesIn(part: unknown, pointer: string): Example[] {
  if (typeof part !== 'object' || part === null) return [];
  const inner = Object.entries(part).flatMap(([name, value]) => examplesIn(value, `${pointer}/${escapePointer(name)}`));
  if (!('schema' in part)) return inner;
  const { example, examples = {} }: WithExamples = part;
  return [{ pointer, values: [...Object.values(examples).map(({ value }) => value), ...(example ? [example] : [])] }];
}

const documents = services().map(({ about, routes }) => ({ ...about, document: describeService(about, routes) }));

describe.each(documents)('the examples of the $name', ({ name, document }) => {
  const examples = examplesIn({ paths: document.paths, components: { responses: document.components?.responses } }, '');

  test('are as their schemas say', () => {
    const validator = makeJsonSchemaValidator();
    validator.addSchema(document, name);
    const checked = examples.flatMap(({ pointer, values }) =>
      values.map((value) => {
        const validate = validator.getSchema(`${name}#${pointer}/schema`);
        return { pointer, valid: validate?.(value), errors: validate?.errors };
      }),
    );
    expect(checked.length).toBeGreaterThan(10);
    expect(checked.filter(({ valid }) => valid !== true)).toEqual([]);
  });

  test('are there for every body that is JSON, and have the status that they stand at', () => {
    const bodies = examples.filter(({ pointer }) => /\/content\/.*json$/.test(pointer));
    expect(bodies.filter(({ values }) => values.length === 0)).toEqual([]);
    const problems = bodies.filter(({ pointer }) => pointer.endsWith('problem+json'));
    for (const { pointer, values } of problems) {
      const status = Number(/\/responses\/(\d{3})\//.exec(pointer)?.[1]);
      if (Number.isNaN(status)) continue;
      expect(values).toEqual(values.map(() => expect.objectContaining({ status })));
    }
  });
});

test('the sums of the orders and the quotes add up', () => {
  const cents = (amount: number) => Math.round(amount * 100);
  const { document } = documents.find(({ name }) => name === 'store') ?? {};
  const media = document?.paths?.['/orders/{id}']?.get?.responses?.['200'];
  const orders: OrderView[] = examplesIn(media, '').flatMap(({ values }) => JSON.parse(JSON.stringify(values)));
  expect(orders.map(({ status }) => status)).toEqual(['pending', 'completed', 'failed', 'cancelled', 'refunded']);
  const place = document?.paths?.['/orders']?.post?.responses?.['409'];
  const problems: Problem[] = examplesIn(place, '').flatMap(({ values }) => JSON.parse(JSON.stringify(values)));
  const ask = document?.paths?.['/orders/quote']?.post?.responses?.['200'];
  const quotes: Quote[] = examplesIn(ask, '').flatMap(({ values }) => JSON.parse(JSON.stringify(values)));
  quotes.push(...problems.flatMap(({ quote }) => quote ?? []));
  expect(quotes).toHaveLength(2);
  for (const { items, subtotal, fee, total } of [...orders, ...quotes]) {
    const lines = items.map(({ price, quantity }) => ({ price: cents(price), quantity }));
    expect(items.map(({ line_total }) => cents(line_total))).toEqual(lines.map((line) => subtotalOf([line])));
    expect(cents(subtotal)).toBe(subtotalOf(lines));
    expect(cents(fee)).toBe(feeOf(cents(subtotal), rateSchema.parse('0.2')));
    expect(cents(total)).toBe(cents(subtotal) + cents(fee));
  }
});

test.each([orderPlaced, orderCompleted, refundInitiated])('the example of $type can be consumed', (kind) => {
  const [example] = Object.values(describeEvents().components.messages).flatMap(({ name, examples }) =>
    name === kind.type ? examples : [],
  );
  const fields: Record<string, string> = JSON.parse(JSON.stringify(example?.payload));
  expect(kind.decode(fields)).toMatchObject({ type: kind.type, subject: fields['subject'] });
});
