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
  return Object.fromEntries(
    Object.entries(paths)
      .map(([path, operations]) => [path, current(operations)])
      .filter(([, operations]) => Object.keys(operations).length > 0),
  );
}

/** @param {Readonly<Record<string, { deprecated?: boolean }>>} operations */
const current = (operations) =>
  Object.fromEntries(Object.entries(operations).filter(([, operation]) => operation.deprecated !== true));
