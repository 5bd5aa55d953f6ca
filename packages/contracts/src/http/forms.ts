import { z } from 'zod';

/** An optional value. `null` means the same as leaving it out. */
export const optional = <Schema extends z.ZodType>(schema: Schema) =>
  schema
    .nullish()
    .transform((value) => value ?? undefined)
    .optional();

/** The same, with a default. */
export const withDefault = <Schema extends z.ZodType, Value>(schema: Schema, byDefault: Value) =>
  schema
    .nullish()
    .transform((value) => value ?? byDefault)
    .meta({ default: byDefault });

interface Forms<Output> {
  usual: z.ZodType<Output>;
  other: z.ZodType<Output>;
  /** Whether a body is in the other form, even if it is invalid. */
  isOther: (fields: Readonly<Record<string, unknown>>) => boolean;
}

/** A body that comes in one of two forms. Errors name the fields of the form that was sent. */
export function eitherForm<Output>({ usual, other, isOther }: Forms<Output>) {
  return z
    .unknown()
    .transform((body, issue): Output => {
      const parsed = (isObject(body) && isOther(body) ? other : usual).safeParse(body);
      if (parsed.success) return parsed.data;
      issue.issues.push(...parsed.error.issues.map((one) => ({ ...one, input: undefined })));
      return z.NEVER;
    })
    .meta({ accepts: z.union([usual, other]) });
}

/** Neither left out nor null. */
export const isGiven = (value: unknown) => value !== undefined && value !== null;

function isObject(body: unknown): body is Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}
