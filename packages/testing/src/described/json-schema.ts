import formats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';

/** A validator that also checks formats such as `uuid`, and minds none of the words that OpenAPI adds. */
export function makeJsonSchemaValidator(): Ajv2020 {
  const validator = new Ajv2020({ strict: false, allErrors: true });
  formats.default(validator);
  return validator;
}

/** One step of a JSON pointer (RFC 6901) as it stands in a URI fragment. */
export function escapePointer(step: string): string {
  return encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'));
}
