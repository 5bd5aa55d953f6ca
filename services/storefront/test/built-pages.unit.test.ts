import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const STOREFRONT = fileURLToPath(new URL('..', import.meta.url));
const TELL = `
  const { resolveConfig } = await import('vite');
  const { isProduction } = await resolveConfig({ configFile: 'vite.config.mjs' }, 'build');
  console.log(isProduction ? 'production' : 'development');
`;

test('pages are built for production also where the shell says NODE_ENV=development', async () => {
  const env = { ...process.env, NODE_ENV: 'development' };
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', TELL], {
    cwd: STOREFRONT,
    env,
  });
  expect(stdout.trim()).toBe('production');
});
