// @ts-check

/** Tests that wait do so with deadlines of their own, whose messages say more than jest's; this one comes last. */
const TEST_TIMEOUT_MS = 60_000;

/**
 * A worker above that is replaced before its next file. Modules stay in memory when their file is done, and after fifty files
 * collecting garbage takes longer than the tests.
 */
const WORKER_MEMORY_LIMIT = '500MB';

/**
 * One configuration for all tests; the suffix of a file says what it costs: `.unit` nothing, `.int` a Redis, `.e2e`
 * whole services, `.alone` the machine to itself, `.long` and `.nightly` minutes. Workspace packages are loaded from their sources, so a change needs no build to be tested.
 *
 * @type {import('jest').Config}
 */
export default {
  roots: ['<rootDir>/packages', '<rootDir>/services', '<rootDir>/proof', '<rootDir>/tests'],
  testMatch: ['**/*.{unit,int,e2e,alone,long,nightly}.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
  testTimeout: TEST_TIMEOUT_MS,
  maxWorkers: 2,
  workerIdleMemoryLimit: WORKER_MEMORY_LIMIT,
  // Of tests that are marked as concurrent, such as whole systems that mostly wait.
  maxConcurrency: 3,

  testEnvironment: '<rootDir>/scripts/jest-environment.mjs',
  testEnvironmentOptions: { customExportConditions: ['stockade-source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  // Sources import each other by the names that they will have once compiled; packages in node_modules mean them.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1.js', '$1.ts'] },
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, sourceMaps: 'inline' }],
  },
};
