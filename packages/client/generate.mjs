// @ts-check
import openapiTS, { astToString } from 'openapi-typescript';

const HEADER = '// Generated from docs/openapi by `npm run describe`.\n';

/**
 * The types of one service's API.
 * @param {unknown} document its OpenAPI description
 * @returns {Promise<string>} the text of a TypeScript file
 */
export async function generateTypes(document) {
  const nodes = await openapiTS(JSON.stringify(document), {
    // What has a default may be left out of a request.
    defaultNonNullable: false,
    immutable: true,
    alphabetize: true,
  });
  return HEADER + astToString(nodes);
}
