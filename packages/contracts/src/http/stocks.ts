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

const countSchema = z.int().positive();

/** A time from which on a product had these pieces, as far as was looked. */
const stockPointSchema = z.object({
  at: z.iso.datetime().meta({ description: 'When it was looked at and found changed.' }),
  unchanged_until: z.iso
    .datetime()
    .nullable()
    .meta({
      description:
        'When it was looked at before, and was as the point before says: about a minute earlier, or longer where nobody looked. ' +
        'Null for the first point of a product.',
    }),
  ...quantities,
});
export type StockPoint = z.infer<typeof stockPointSchema>;

/** How the pieces of a product were of late. */
export const stockHistorySchema = z
  .object({
    product_id: idSchema,
    followed: z.boolean().meta({ description: 'Whether it is among the newest `products_max` products.' }),
    products_max: countSchema.meta({ description: 'How many products of this shop are followed: the newest.' }),
    points_max: countSchema.meta({ description: 'How many points of a product are kept: the last.' }),
    looked_at: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'When the products that are followed were looked at last; null before the first time.' }),
    points: z.array(stockPointSchema).meta({ description: 'The oldest first. Each holds until the next.' }),
  })
  .meta({ id: 'StockHistory' });
export type StockHistory = z.infer<typeof stockHistorySchema>;
