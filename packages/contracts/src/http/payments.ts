import { z } from 'zod';
import { idSchema } from '../ids.js';
import { currencySchema, decimalSchema } from '../money.js';

/** The payment provider's answers to a charge. `voided`: the order was voided before, so it is never charged. */
export const CHARGE_OUTCOMES = ['approved', 'declined', 'voided'] as const;
export type ChargeOutcome = (typeof CHARGE_OUTCOMES)[number];

/** What the payment provider has about an order; amounts in decimals of the currency. */
export const paymentViewSchema = z
  .object({
    order_id: idSchema,
    outcome: z
      .enum(CHARGE_OUTCOMES)
      .nullable()
      .meta({ description: 'Null while the provider has not decided; it stays `approved` when money is given back.' }),
    charged: decimalSchema,
    given_back: decimalSchema,
    kept: decimalSchema.meta({ description: 'Charged and not given back.' }),
    currency: currencySchema,
    charged_at: z.iso.datetime().nullable().meta({ description: 'When the provider approved or declined.' }),
    given_back_at: z.iso.datetime().nullable().meta({ description: 'When it gave the money back, or voided.' }),
  })
  .meta({ id: 'Payment' });
export type PaymentView = z.infer<typeof paymentViewSchema>;
