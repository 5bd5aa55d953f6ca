import type { Random } from '@stockade/stage';
import { recordSchema, type Draft } from './draft.js';
import { LENGTHS, NUMBERS, PROTOTYPE_NAMES, RAW_JSON, SEGMENTS, TEXTS } from './nasty.js';
import { spoilHeader, spoilKey, spoilMethod, spoilToken } from './spoil-head.js';
import type { World } from './world.js';

type Spoil = (draft: Draft, random: Random, world: World) => Draft;

/** What can be wrong with a request while it still is one, and how often each is chosen. */
const SPOILS: readonly (readonly [string, Spoil, number])[] = [
  ['a value', (draft, random) => ({ ...draft, body: spoilValue(draft.body, random) }), 6],
  ['the body', (draft, random) => ({ ...draft, body: badValue(random) }), 1],
  ['a path', spoilPath, 2],
  ['the query', spoilQuery, 2],
  ['the token', spoilToken, 1],
  ['a header', spoilHeader, 2],
  ['the idempotency key', spoilKey, 1],
  ['the method', spoilMethod, 1],
  ['a body too many', (draft, random) => ({ ...draft, body: draft.body ?? badValue(random) }), 0.5],
];

/** Makes a request wrong in one to three ways; some of them leave it right. */
export function spoil(draft: Draft, random: Random, world: World): Draft {
  let spoilt = draft;
  for (
    let left = random.weighted([
      [1, 3],
      [2, 1],
      [3, 1],
    ] as const);
    left > 0;
    left -= 1
  ) {
    const hasBody = draft.body !== undefined;
    const [name, apply] = random.weighted(
      SPOILS.map((one) => [one, /value|the body/.test(one[0]) && !hasBody ? 0 : one[2]] as const),
    );
    spoilt = { ...apply(spoilt, random, world), story: [...spoilt.story, name] };
  }
  return spoilt;
}

/** Takes away the right to do what a request asks for: nobody knows its sender, or what is public gets a bad body. */
export function spoilWelcome(draft: Draft, random: Random, world: World): Draft {
  const isPublic = !('401' in draft.operation.route.responses) || /login|refresh/.test(draft.path);
  const story = [...draft.story, 'unwelcome'];
  if (isPublic) return draft.body === undefined ? draft : { ...draft, body: badValue(random), story };
  return { ...spoilToken(draft, random, world), story };
}

function badValue(random: Random): unknown {
  return random.pick<() => unknown>([
    () => random.pick(TEXTS),
    () => random.pick(NUMBERS),
    () => RAW_JSON[random.between(0, RAW_JSON.length - 1)],
    () => random.pick([null, true, false]),
    () => random.pick<unknown>([[], {}, [[]], [null], { items: {} }, [{}]]),
    () => random.pick(['x', '9', ' ', 'é', '😀']).repeat(random.pick(LENGTHS)),
    () => Object.fromEntries(PROTOTYPE_NAMES.map((name) => [name, { role: 'admin' }])),
    () => Array.from({ length: random.between(99, 102) }, () => ({ product_id: 'x', quantity: 1 })),
    () => Object.fromEntries(Array.from({ length: random.between(11, 14) }, (_, i) => [`field${i}`, 'x'])),
  ])();
}

/** Changes one thing somewhere in a value: puts in what is bad, takes something out, or adds what nobody asked for. */
function spoilValue(value: unknown, random: Random): unknown {
  if (Array.isArray(value) && value.length > 0 && random.next() < 0.8) {
    const at = random.between(0, value.length - 1);
    return value.map((item: unknown, i) => (i === at ? spoilValue(item, random) : item));
  }
  const record = recordSchema.safeParse(value).data;
  if (record === undefined || random.next() < 0.1) return badValue(random);
  const entries = Object.entries(record);
  const at = random.between(0, entries.length - 1);
  switch (random.pick(['inner', 'inner', 'put', 'remove', 'add', 'rename', 'wrap'] as const)) {
    case 'inner':
      return Object.fromEntries(
        entries.map(([name, inner], i) => [name, i === at ? spoilValue(inner, random) : inner]),
      );
    case 'put':
      return Object.fromEntries(entries.map(([name, inner], i) => [name, i === at ? badValue(random) : inner]));
    case 'remove':
      return Object.fromEntries(entries.filter((_, i) => i !== at));
    case 'add':
      return Object.fromEntries([
        ...entries,
        [random.pick([...PROTOTYPE_NAMES, 'role', 'status', 'id']), badValue(random)],
      ]);
    case 'rename':
      return Object.fromEntries(entries.map(([name, inner], i) => [i === at ? random.pick(TEXTS) : name, inner]));
    case 'wrap':
      return [record];
  }
}

function spoilPath(draft: Draft, random: Random): Draft {
  const { path } = draft;
  const segments = path.split('/');
  const at = random.between(1, segments.length - 1);
  const bad = random.pick(SEGMENTS);
  const changed = (change: (segment: string) => string) =>
    segments.map((one, i) => (i === at ? change(one) : one)).join('/');
  return {
    ...draft,
    path: random.pick([
      () => changed(() => bad),
      () => changed((one) => one + bad),
      () => `${path}/${bad}`,
      () => `${path}/`,
      () => path.replace('/', '//'),
      () => path.toUpperCase(),
      () => `${path};a=b`,
      () => `/${bad}${path}`,
      () => `/..${path}/../..${path}`,
      () => changed((one) => one.replaceAll(/./g, (letter) => `%${(letter.codePointAt(0) ?? 0).toString(16)}`)),
    ])(),
  };
}

function spoilQuery(draft: Draft, random: Random): Draft {
  const names = (draft.operation.route.parameters ?? []).filter((one) => one.in === 'query').map(({ name }) => name);
  const name = random.pick(['limit', ...names, ...PROTOTYPE_NAMES, 'limit[]', 'cursor[$gt]', '', 'x'.repeat(2_000)]);
  const value = String(random.pick<unknown>([...TEXTS, ...NUMBERS, 'x'.repeat(3_000), '101', '100', '%']));
  const again = random.next() < 0.3;
  const query: Draft['query'] = [...draft.query, [name, value]];
  return { ...draft, query: again ? [...query, [name, '5']] : query };
}
