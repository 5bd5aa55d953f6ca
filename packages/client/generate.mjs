// @ts-check
import openapiTS, { astToString } from 'openapi-typescript';

const HEADER = '// Generated from docs/openapi by `npm run describe`.\n';

/**
 * The types of one service's API, without its compatibility paths.
 * @param {{ paths?: object }} document its OpenAPI description
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

/** @param {object} paths */
function withoutDeprecated(paths) {
  /** @type {Record<string, object>} */
  const kept = {};
  for (const [path, operations] of Object.entries(paths)) {
    const current = Object.entries(operations).filter(([, operation]) => operation.deprecated !== true);
    if (current.length > 0) kept[path] = Object.fromEntries(current);
  }
  return kept;
}
