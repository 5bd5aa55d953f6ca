import { describe, expect, test } from '@jest/globals';
import { newId } from '@stockade/contracts';
import { describeService } from '@stockade/descriptions';
import { escapePointer, makeJsonSchemaValidator } from '@stockade/testing/described';
import fc from 'fast-check';
import { z } from 'zod';
import { services } from '../../scripts/describe/describe-all.mjs';

/** What JSON Schema has no words for. */
const BEYOND_JSON_SCHEMA = [
  /at most two places/,
  /must be at most 1000000$/,
  /in total/,
  /before the @/,
  /a domain name after the @/,
];
const RUNS = 1_000;

/** Values around every bound that a request has, and of every kind. */
const VALUES: unknown[] = [
  [null, true, 0, 1, -1, 1.5, 0.001, 29.99, 1_000_000, 1_000_000.01, 10_000, 10_001, 1e9, 1e9 + 1, 1e300],
  ['', ' ', '\u00a0', 'x', ' x ', '29.99', '-1', '1e3', '0.001', '999999999', 'no-id', 'a@b', 'ann@example.org'],
  ['a&b/c~{d}@example.org', 'a..b@example.org', 'a@b@example.org', '"a b"@example.org', 'ann@1.2', 'ann@a_b.org'],
  ['ann@xn--80a1acny.xn--p1ai', 'ann@xn--a.org', 'анна@пример.рф', 'ＡＮＮ@Bücher.example', 'ann(at)@example.org'],
  ['a\nb', ' a\n', 'a\0b', '\u0085', 'a\u202eb', '😀'.repeat(4), '😀'.repeat(8), '😀'.repeat(65), '😀'.repeat(200)],
  ['/pictures/hinge.svg', ' /a.png ', '//host/a.png', '/\\host/a.png', '/', '/a b.png', 'a.png', '/a.svg#b?c=[d]'],
  [
    'https://example.org/a.png',
    'http://[::1]:80/',
    'ftp://example.org/',
    'javascript:alert(1)',
    'data:image/png,',
    '/é',
  ],
  ['https://', 'HTTPS://example.org', `/${'x'.repeat(499)}`, `/${'x'.repeat(500)}`, 'x'.repeat(60), 'x'.repeat(61)],
  [65, 250].map((length) => `${'x'.repeat(length)}@example.org`),
  [' ann@example.org', '019346a0-0000-7000-8000-000000000003', '019346A0-0000-7000-8000-000000000003'],
  [7, 8, 64, 65, 200, 201, 254, 255, 256, 257, 500, 501, 2_000, 2_001].map((length) => 'x'.repeat(length)),
  [
    [],
    {},
    [{}],
    { city: 'x' },
    { city: null },
    { city: 'a\0' },
    { city: 1 },
    { city: 'x'.repeat(501) },
    { ['x'.repeat(201)]: 'x' },
  ],
  [12, 13].map((length) => Object.fromEntries(Array.from({ length }, (_, index) => [`field${index}`, 'x']))),
  [100, 101].map((length) => Array.from({ length }, () => ({ product_id: newId(), quantity: 1 }))),
].flat();
const odd = fc.constantFrom(...VALUES);
const FIELDS = [
  'items',
  'product_id',
  'quantity',
  'stock_quantity',
  'name',
  'description',
  'category',
  'image_url',
  'price',
  'email',
  'password',
];
const fields = fc.constantFrom(
  ...FIELDS,
  'shipping_address',
  'payment_method',
  'expected_total',
  'refresh_token',
  'anything',
);
/** Put a value into a field, of the body or of its first line, or take the field out. */
const change = fc.record({ field: fields, inLine: fc.boolean(), value: fc.option(odd, { nil: undefined }) });

const bodies = services().flatMap(({ about, routes }) => {
  const document = describeService(about, routes);
  return routes.flatMap(({ method, path, body }) => {
    if (body === undefined) return [];
    const validator = makeJsonSchemaValidator();
    validator.addSchema(document, 'document');
    const { requestBody } = document.paths?.[path.replace(/:(\w+)/, '{$1}')]?.[method] ?? {};
    const media = requestBody && 'content' in requestBody ? requestBody.content['application/json'] : undefined;
    const pointer = `/paths/${escapePointer(path.replace(/:(\w+)/, '{$1}'))}/${method}/requestBody/content/application~1json/schema`;
    return [{ name: `${method} ${path}`, body, media, allows: validator.getSchema(`document#${pointer}`) }];
  });
});

describe.each(bodies)('the description of the body of $name', ({ body, media, allows }) => {
  const examples = Object.values(media?.examples ?? {}).map((example) =>
    'value' in example ? example.value : undefined,
  );
  const seed = Date.now();

  function agrees(candidate: unknown): void {
    const { success, error } = body.safeParse(candidate);
    const described = allows?.(candidate);
    if (described === success) return;
    const reasons = (error?.issues ?? []).map(({ message }) => message);
    const excused = reasons.every((reason) => BEYOND_JSON_SCHEMA.some((pattern) => pattern.test(reason)));
    expect({ candidate, described, reasons, excused }).toMatchObject({ described: true, excused: true });
  }

  test('allows what the route accepts, and nothing that it rejects', () => {
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect([body.safeParse(example).success, allows?.(example)]).toEqual([true, true]);
    for (const candidate of [null, 1, 'text', [], [{}], {}]) agrees(candidate);
    fc.assert(
      fc.property(
        fc.constantFrom(...examples),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        (example, changes) => {
          agrees(changes.reduce(changed, example));
        },
      ),
      { numRuns: RUNS, seed },
    );
  });
});

const record = z.record(z.string(), z.unknown());

function changed(body: unknown, { field, inLine, value }: { field: string; inLine: boolean; value: unknown }): unknown {
  const object = record.safeParse(body).data ?? {};
  if (inLine && Array.isArray(object['items'])) {
    const [line, ...others] = object['items'];
    return { ...object, items: [put(record.safeParse(line).data ?? {}, field, value), ...others] };
  }
  return put(object, field, value);
}

function put(object: Record<string, unknown>, field: string, value: unknown): Record<string, unknown> {
  const { [field]: _, ...others } = object;
  return value === undefined ? others : { ...others, [field]: value };
}
