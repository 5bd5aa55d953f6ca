import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const namesIn = (path: string, name: RegExp) => [...read(path).matchAll(name)].flatMap(([, found = '']) => found);

const CONFIGS = [
  'packages/service-kit/src/config.ts',
  'services/store/src/config.ts',
  'services/warehouse/src/config.ts',
  'services/refund/src/config.ts',
];
const settings = CONFIGS.flatMap((path) => namesIn(path, /^ {2}([A-Z][A-Z_]+):/gm));
/** What only `npm start` or docker compose knows: where the data of their own Redis are, and how much they may be. */
const OF_NPM_START = ['DATA_DIR', 'REDIS_MAXMEMORY', 'REDIS_MEM_LIMIT'];

test('.env.example names every setting, and no other', () => {
  expect(settings.length).toBeGreaterThan(15);
  expect(namesIn('.env.example', /^([A-Z_]+)=/gm).toSorted()).toEqual(
    [...new Set([...settings, ...OF_NPM_START])].toSorted(),
  );
});

test('.env.example shows the defaults', () => {
  const text = CONFIGS.map(read).join('\n');
  for (const [, name = '', value = ''] of read('.env.example').matchAll(/^([A-Z_]+)=(\S+)$/gm)) {
    if (OF_NPM_START.includes(name)) continue;
    const [, settled = ''] = new RegExp(`^ {2}${name}: [^;]*?(?:default|prefault)\\(([^)]*)\\)`, 'ms').exec(text) ?? [];
    expect([name, settled.replaceAll(/['_]/g, '')]).toEqual([name, value]);
  }
});
