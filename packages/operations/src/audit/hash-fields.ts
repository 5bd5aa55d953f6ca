/** Fields of a hash, by name. */
export type Fields = Record<string, string>;

/** Null when no field exists, that is, when there is no such record. */
export function toFields(names: readonly string[], values: readonly (string | null)[]): Fields | null {
  const fields: Fields = {};
  let some = false;
  for (const [i, name] of names.entries()) {
    const value = values[i];
    if (value === null || value === undefined) continue;
    fields[name] = value;
    some = true;
  }
  return some ? fields : null;
}
