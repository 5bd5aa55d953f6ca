import { z } from 'zod';
import { idSchema } from '../ids.js';

const piecesSchema = z.int();
const quantities = {
  available: piecesSchema,
  reserved: piecesSchema,
  received: piecesSchema.meta({ description: 'Always available + reserved.' }),
};

/** The pieces of a product, wherever they are. */
export const productStockSchema = z
  .object({
    product_id: idSchema,
    ...quantities,
    in_transit: piecesSchema.meta({ description: 'On their way between two places, and counted in neither.' }),
    exact: z.boolean().meta({
      description:
        'False when pieces moved between two places while they were counted, so that the sum may be off by those.',
    }),
    places: z.array(z.object({ place: z.string(), ...quantities })).meta({
      description: 'Each partition by its number, and the `depot`. A shop of one partition has the place `0`.',
    }),
    transfers: z
      .array(z.object({ from: z.string(), to: z.string(), number: z.int(), pieces: piecesSchema }))
      .meta({ description: 'The transfers that are under way.' }),
  })
  .meta({ id: 'ProductStock' });
export type ProductStock = z.infer<typeof productStockSchema>;
