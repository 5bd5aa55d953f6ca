// @ts-check
import openapiTS, { astToString } from 'openapi-typescript';

const HEADER = '// Generated from docs/openapi by `npm run describe`.\n';

/**
 * The types of one service's API, without its compatibility paths.
 * @param {{ paths?: Readonly<Record<string, Operations>> }} document its OpenAPI description
 * @returns {Promise<string>} the text of a TypeScript file
 */
export async function generateTypes(document) {
  const nodes = await openapiTS(JSON.stringify({ ...document, paths: withoutDeprecated(document.paths ?? {}) }), {
    // What has a default may be left out of a request.
    defaultNonNullable: false,
    alphabetize: true,
  });
  return HEADER + astToString(nodes);
}

/** @typedef {Readonly<Record<string, { deprecated?: boolean }>>} Operations */

/** @param {Readonly<Record<string, Operations>>} paths */
function withoutDeprecated(paths) {
  /** @type {Record<string, Operations>} */
  const kept = {};
  for (const [path, operations] of Object.entries(paths)) {
    const current = Object.entries(operations).filter(([, operation]) => operation.deprecated !== true);
    if (current.length > 0) kept[path] = Object.fromEntries(current);
  }
  return kept;
}
