// @ts-check
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the workspace, absolute. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
