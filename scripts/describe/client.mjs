// @ts-check
import { generateTypes } from '../../packages/client/generate.mjs';

/**
 * The types of the client that are committed: path from the root of the workspace, and text.
 * @param {Readonly<Record<string, string>>} descriptions as describeAll makes them
 * @returns {Promise<Record<string, string>>}
 */
export async function describeClient(descriptions) {
  const files = Object.entries(descriptions).flatMap(([path, text]) => {
    const [, service] = /^docs\/openapi\/(.+)\.json$/.exec(path) ?? [];
    return service === undefined ? [] : [{ service, text }];
  });
  const typed = files.map(async ({ service, text }) => [
    `packages/client/src/generated/${service}.ts`,
    await generateTypes(JSON.parse(text)),
  ]);
  return Object.fromEntries(await Promise.all(typed));
}
