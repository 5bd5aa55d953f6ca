import type { CreateProductRequest, Keys } from '@stockade/contracts';
import { loadScript, oneOf, type Redis } from '@stockade/redis';

const seedCatalogue = loadScript(new URL('../src/lua/seed-catalogue.lua', import.meta.url), oneOf('seeded', 'not-new'));

/** The ids are fixed, because examples and docs name them. */
const SAMPLES: readonly (CreateProductRequest & { id: string })[] = [
  {
    id: '019346a0-0000-7000-8000-000000000001',
    name: 'Palisade plank',
    description: 'Oak, two metres',
    price: 1_290,
    stock_quantity: 500,
  },
  {
    id: '019346a0-0000-7000-8000-000000000002',
    name: 'Iron nail, box of 100',
    description: 'Forged, 80 mm',
    price: 499,
    stock_quantity: 2_000,
  },
  {
    id: '019346a0-0000-7000-8000-000000000003',
    name: 'Gate hinge',
    description: 'Wrought iron, a pair',
    price: 2_999,
    stock_quantity: 120,
  },
  {
    id: '019346a0-0000-7000-8000-000000000004',
    name: 'Watchtower lantern',
    description: 'Brass, with shutter',
    price: 8_950,
    stock_quantity: 25,
  },
  {
    id: '019346a0-0000-7000-8000-000000000005',
    name: 'Great seal',
    description: 'One of a kind',
    price: 100_000,
    stock_quantity: 1,
  },
];

/** Puts the samples into a catalogue that never had a product, once in its life; priced in the shop's currency. */
export async function seedProducts(redis: Redis, keys: Keys, currency: string): Promise<void> {
  await seedCatalogue.run(
    redis,
    [keys.products, keys.catalogueSeeded, ...SAMPLES.flatMap(({ id }) => [keys.product(id), keys.stock(id)])],
    [
      String(Date.now()),
      ...SAMPLES.flatMap(({ id, name, description, price, stock_quantity }) => [
        id,
        name,
        description,
        String(price),
        currency,
        String(stock_quantity),
      ]),
    ],
  );
}
