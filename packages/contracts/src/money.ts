import { z } from 'zod';
import { AMOUNT_MINOR_MAX, PRICE_MINOR_MAX } from './limits.js';

/**
 * Money is an integer count of minor units (cents) everywhere inside: in Redis, in events, in scripts.
 * Only HTTP speaks decimals, with at most two places. Binary fractions never take part in arithmetic.
 */

const MINOR_PER_MAJOR = 100;
/** A rate of four decimal places, held as an integer: 0.2 is 2,000 of 10,000. */
const RATE_SCALE = 10_000;

const DECIMAL = /^(\d{1,13})(?:\.(\d{1,2}))?$/;

/**
 * Reads a non-negative decimal such as `29.99` exactly.
 * A number is read by its shortest decimal form, which is what the sender wrote for up to 15 digits.
 * Returns minor units, or null when there are more than two places, a sign, an exponent or no number at all.
 */
export function parseMoney(decimal: number | string): number | null {
  const match = DECIMAL.exec(String(decimal));
  if (match === null) return null;
  const [, whole = '', fraction = ''] = match;
  const minor = Number(whole + fraction.padEnd(2, '0'));
  return Number.isSafeInteger(minor) ? minor : null;
}

/** Minor units as the decimal number that HTTP answers: `2999` is `29.99`. Exact: one correctly rounded division. */
export function toDecimal(minor: number): number {
  return minor / MINOR_PER_MAJOR;
}

/** A share such as the fee, in ten-thousandths, so that applying it stays in integers. */
export type Rate = number & z.$brand<'Rate'>;

/** `"0.2"` or `0.2`: between 0 and 1, at most four decimal places. */
export const rateSchema = z.coerce
  .number({ error: 'must be a decimal between 0 and 1' })
  .min(0)
  .max(1)
  .transform((rate, issue) => {
    const scaled = Math.round(rate * RATE_SCALE);
    if (String(scaled / RATE_SCALE) === String(rate)) return scaled;
    issue.addIssue('must have at most four decimal places');
    return z.NEVER;
  })
  .brand<'Rate'>();

/**
 * The fee on a subtotal, in minor units, rounded half up once per order.
 * BigInt, because subtotal × 10,000 can pass 2^53.
 */
export function feeOf(subtotalMinor: number, rate: Rate): number {
  const scale = BigInt(RATE_SCALE);
  return Number((BigInt(subtotalMinor) * BigInt(rate) + scale / 2n) / scale);
}

/** Sum of price × quantity over the lines, in minor units. */
export function subtotalOf(lines: readonly { price: number; quantity: number }[]): number {
  return lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
}

/** An amount inside the system. */
export const minorSchema = z.int().nonnegative().max(AMOUNT_MINOR_MAX);

const NOT_A_PRICE = 'must be a decimal of at least 0 with at most two places, such as 29.99';
const PRICE_MAX = toDecimal(PRICE_MINOR_MAX);
const TOO_DEAR = `must be at most ${PRICE_MAX}`;

/** A price as HTTP writes it; parsed to minor units. */
export const priceSchema = z
  .union([z.number().min(0, NOT_A_PRICE).max(PRICE_MAX, TOO_DEAR), z.string().regex(DECIMAL, NOT_A_PRICE)], {
    error: 'must be a decimal such as 29.99',
  })
  .transform((price, issue) => {
    const minor = parseMoney(price);
    if (minor === null) issue.addIssue(NOT_A_PRICE);
    else if (minor > PRICE_MINOR_MAX) issue.addIssue(TOO_DEAR);
    else return minor;
    return z.NEVER;
  })
  .meta({ description: `At most two decimal places and at most ${PRICE_MAX}.` });

/** An amount as HTTP answers it. */
export const decimalSchema = z.number().nonnegative();

/** ISO 4217 alphabetic code. */
export const currencySchema = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as USD');
