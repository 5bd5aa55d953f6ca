import { z } from 'zod';
import { currencySchema } from '../money.js';

/** What the store says of itself, so that a page need not hold it a second time. */
export const aboutViewSchema = z
  .object({
    service: z.literal('store'),
    version: z.string(),
    started_at: z.iso.datetime().meta({ description: 'When the process that answers was started.' }),
    currency: currencySchema,
    fee_rate: z
      .number()
      .min(0)
      .max(1)
      .meta({ description: 'Share of the subtotal that is added as the fee: 0.2 is a fifth.' }),
    payment_methods: z
      .array(
        z.object({
          payment_method: z.string(),
          title: z.string(),
          effect: z.string().meta({ description: 'What will happen, in one sentence.' }),
        }),
      )
      .meta({ description: 'The test cards of the simulated payment provider.' }),
  })
  .meta({ id: 'About' });
export type AboutView = z.infer<typeof aboutViewSchema>;
