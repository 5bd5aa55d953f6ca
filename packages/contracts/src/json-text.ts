import { z } from 'zod';

/** Parses the JSON in a text. Text that is not JSON is an issue like any other. */
export const jsonText = <Schema extends z.ZodType>(schema: Schema, text = z.string()) =>
  text.transform(parseJson).pipe(schema);

function parseJson(text: string, issue: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    issue.addIssue('must be JSON');
    return z.NEVER;
  }
}
