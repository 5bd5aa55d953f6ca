/** Reads an option that counts, from 1. Throws an Error that names the option and says what it takes. */
export function wholeNumber(name: string, text: string | undefined, fallback: number, most: number): number {
  if (text === undefined) return fallback;
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw new Error(`--${name} takes a whole number from 1 to ${most}, not ${JSON.stringify(text)}`);
}
