import { z } from 'zod';
import { CURRENCY_PLACES, placesOf } from './currencies.js';
import { AMOUNT_MINOR_MAX, PRICE_MINOR_MAX } from './limits.js';

/**
 * Inside the system, in Redis, events and scripts, an amount is an integer count of its currency's minor units (cents,
 * yen, fils). Only HTTP uses decimals, with at most as many places as the currency has. No arithmetic uses binary
 * fractions.
 */

/** A rate of four decimal places, held as an integer: 0.2 is 2,000 of 10,000. */
const RATE_PLACES = 4;
const RATE_SCALE = 10 ** RATE_PLACES;

const DECIMAL = /^(\d{1,16})(?:\.(\d{1,4}))?$/;

/**
 * Reads a non-negative decimal such as `29.99` exactly, as an amount of a currency.
 * A number is read by its shortest decimal form, which is what the sender wrote for up to 15 digits.
 * Returns minor units, or null when there are more places than the currency has, a sign, an exponent or no number at all.
 */
export function parseMoney(decimal: number | string, currency: string): number | null {
  const match = DECIMAL.exec(String(decimal));
  if (match === null) return null;
  const [, whole = '', fraction = ''] = match;
  const places = placesOf(currency);
  if (fraction.length > places) return null;
  const minor = Number(whole + fraction.padEnd(places, '0'));
  return Number.isSafeInteger(minor) ? minor : null;
}

const MINOR_PER_MAJOR = new Map([...CURRENCY_PLACES].map(([code, places]) => [code, 10 ** places]));

/** Minor units as the decimal number that HTTP answers: `2999` is `29.99` USD. Exact: one correctly rounded division. */
export function toDecimal(minor: number, currency: string): number {
  return minor / (MINOR_PER_MAJOR.get(currency) ?? 10 ** placesOf(currency));
}

/** A share such as the fee, in ten-thousandths, so that applying it stays in integers. */
export type Rate = number & z.$brand<'Rate'>;

/** `"0.2"` or `0.2`: between 0 and 1, at most four decimal places. */
export const rateSchema = z
  .union([z.number(), z.string()])
  .transform((rate, issue) => {
    const match = /^([01])(?:\.(\d+))?$/.exec(String(rate));
    const [, whole = '', fraction = ''] = match ?? [];
    const scaled = Number(whole + fraction.slice(0, RATE_PLACES).padEnd(RATE_PLACES, '0'));
    if (match === null || scaled > RATE_SCALE) issue.addIssue('must be a decimal between 0 and 1, such as 0.2');
    else if (fraction.length > RATE_PLACES) issue.addIssue('must have at most four decimal places');
    else return scaled;
    return z.NEVER;
  })
  .brand<'Rate'>();

/** A rate as the decimal number that HTTP answers: 2,000 of 10,000 is 0.2. */
export const rateToDecimal = (rate: Rate) => rate / RATE_SCALE;

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

/** A price in a currency as HTTP sends it; see `amountSchemaFor`. */
export const priceSchemaFor = (currency: string) => amountSchemaFor(currency, PRICE_MINOR_MAX);

/**
 * An amount in a currency as HTTP sends it, a number or a text; parsed to minor units, of which there are at most
 * `minorMax`. Make the schema once: it is compiled.
 */
export function amountSchemaFor(currency: string, minorMax: number) {
  const places = placesOf(currency);
  const { example, word } = WRITTEN[places] ?? { example: '1', word: String(places) };
  const notAnAmount =
    places === 0
      ? `must be a whole number of at least 0, such as ${example}: ${currency} has no smaller unit`
      : `must be a decimal of at least 0 with at most ${word} places, such as ${example}`;
  const max = toDecimal(minorMax, currency);
  const tooMuch = `must be at most ${max}`;
  const pattern = places === 0 ? /^\d{1,16}$/ : new RegExp(String.raw`^\d{1,16}(?:\.\d{1,${places}})?$`);

  return z
    .union([z.number().min(0, notAnAmount).max(max, tooMuch), z.string().regex(pattern, notAnAmount)], {
      error: notAnAmount,
    })
    .transform((amount, issue) => {
      const minor = parseMoney(amount, currency);
      if (minor === null) issue.addIssue(notAnAmount);
      else if (minor > minorMax) issue.addIssue(tooMuch);
      else return minor;
      return z.NEVER;
    })
    .meta({ description: `${currency}, ${places === 0 ? 'no' : `at most ${word}`} decimal places, at most ${max}.` });
}

/** How an amount is written, by the places of its currency. */
const WRITTEN: Readonly<Record<number, { example: string; word: string }>> = {
  0: { example: '1200', word: 'no' },
  2: { example: '29.99', word: 'two' },
  3: { example: '9.995', word: 'three' },
  4: { example: '0.2995', word: 'four' },
};

/** An amount as HTTP answers it. */
export const decimalSchema = z.number().nonnegative();

/** The code of a currency in ISO 4217 that has a minor unit. */
export const currencySchema = z
  .string()
  .refine((code) => CURRENCY_PLACES.has(code), 'must be an ISO 4217 code of a currency with a minor unit, such as USD')
  .meta({ pattern: '^[A-Z]{3}$' });
