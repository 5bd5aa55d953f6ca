import type { CreateProductRequest } from '@stockade/contracts';
import type { Products } from './products.js';

/** Fixed ids: two replicas that seed at the same time make the same five products. */
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

/** Gives an empty catalogue something to order. */
export async function seedProducts(products: Products): Promise<void> {
  if (!(await products.isEmpty())) return;
  await Promise.all(SAMPLES.map(({ id, ...sample }) => products.create(sample, id)));
}
