import { readFileSync } from 'node:fs';
import { aboutViewSchema, rateToDecimal, type Rate } from '@stockade/contracts';
import { defineRoute, type Route } from '@stockade/http';
import type { TestCard } from '@stockade/payment';
import { z } from 'zod';

interface Dependencies {
  startedAt: Date;
  /** ISO 4217 code of the shop's currency. */
  currency: string;
  feeRate: Rate;
  paymentMethods: readonly TestCard[];
}

/** The route for what a page needs to know before it shows the shop. */
export function makeAboutRoutes({ startedAt, currency, feeRate, paymentMethods }: Dependencies): Route[] {
  const about = defineRoute({
    method: 'get',
    path: '/about',
    summary: 'Get the version, the currency, the fee and the payment methods',
    tag: 'About',
    access: 'public',
    answers: { 200: { description: 'What the store says of itself', body: aboutViewSchema } },
  }).handledBy(async () => ({
    status: 200,
    body: {
      service: 'store' as const,
      version: VERSION,
      started_at: startedAt.toISOString(),
      currency,
      fee_rate: rateToDecimal(feeRate),
      payment_methods: paymentMethods.map(({ payment_method, title, effect }) => ({ payment_method, title, effect })),
    },
  }));

  return [about];
}

/** Of the package of the store. */
const VERSION = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))).version;
