import type { Keys } from '@stockade/contracts';
import { loadScript, oneOf, type Redis } from '@stockade/redis';
import { toFields } from './product-record.js';
import { SAMPLES } from './samples.js';

const seedCatalogue = loadScript(new URL('../src/lua/seed-catalogue.lua', import.meta.url), oneOf('seeded', 'not-new'));

/** Puts the samples into a catalogue that never had a product, once in its life; priced in the shop's currency. */
export async function seedProducts(redis: Redis, keys: Keys, currency: string): Promise<void> {
  const now = Date.now();
  await seedCatalogue.run(
    redis,
    [keys.products, keys.catalogueSeeded, ...SAMPLES.flatMap(({ id }) => [keys.product(id), keys.depot.stock(id)])],
    SAMPLES.flatMap(({ stock_quantity, ...sample }) => {
      const fields = toFields({ ...sample, currency, created_at: now, updated_at: now });
      return [sample.id, String(stock_quantity), String(fields.length), ...fields];
    }),
  );
}
