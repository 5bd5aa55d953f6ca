import { z } from 'zod';

/** A text of at least one character that is not white space, taken without the white space around it. */
export const trimmedText = (lengthMax: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(lengthMax)
    .meta({ pattern: String.raw`\S` });
