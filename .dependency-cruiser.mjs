// @ts-check
// Imports go one way: services → descriptions, service-kit, payment, streams → contracts, redis. Each package is listed with all that it
// may reach, so a new edge is a decision that shows in this file.

/** @type {Record<string, readonly string[]>} */
const MAY_IMPORT = {
  'packages/contracts': [],
  'packages/settings': [],
  'packages/redis': [],
  'packages/streams': ['packages/redis'],
  'packages/payment': ['packages/contracts', 'packages/redis'],
  'packages/operations': ['packages/contracts', 'packages/redis', 'packages/streams'],
  'packages/service-kit': ['packages/contracts', 'packages/redis', 'packages/streams', 'packages/operations'],
  'packages/descriptions': ['packages/contracts', 'packages/service-kit'],
  'packages/local': [],
  'packages/testing': ['packages/contracts', 'packages/local'],
  // Drives whole systems from outside; nothing imports it.
  'packages/chaos': [
    'packages/contracts',
    'packages/redis',
    'packages/streams',
    'packages/operations',
    'packages/local',
    'packages/testing',
  ],
  'services/store': [
    'packages/contracts',
    'packages/redis',
    'packages/streams',
    'packages/payment',
    'packages/settings',
    'packages/service-kit',
    'packages/descriptions',
  ],
  'services/warehouse': [
    'packages/contracts',
    'packages/redis',
    'packages/streams',
    'packages/settings',
    'packages/service-kit',
    'packages/descriptions',
  ],
  'services/refund': [
    'packages/contracts',
    'packages/redis',
    'packages/streams',
    'packages/payment',
    'packages/settings',
    'packages/service-kit',
    'packages/descriptions',
  ],
  'services/operations': [
    'packages/contracts',
    'packages/redis',
    'packages/operations',
    'packages/settings',
    'packages/service-kit',
  ],
  'services/storefront': ['packages/contracts'],
};

/** What only tests, benchmarks and the scripts of the workspace may import. */
const OUTSIDE_THE_PRODUCT = '^packages/(local|testing)/';
const WORKSPACE = '^(packages|services|tests|bench|scripts)/';

const directions = Object.entries(MAY_IMPORT).map(([importer, imported]) => ({
  name: `imports-of-${importer.replace('/', '-')}`,
  comment: `${importer} imports of this workspace nothing but: ${imported.join(', ') || 'itself'}.`,
  severity: 'error',
  from: { path: `^${importer}/src/` },
  to: { path: WORKSPACE, pathNot: [importer, ...imported].map((allowed) => `^${allowed}/`) },
}));

export default {
  forbidden: [
    ...directions,
    {
      name: 'listed-packages-only',
      comment: 'A package that MAY_IMPORT does not list has no rule: add it there.',
      severity: 'error',
      from: {
        path: '^(packages|services)/[^/]+/src/',
        pathNot: Object.keys(MAY_IMPORT).map((listed) => `^${listed}/`),
      },
      to: {},
    },
    {
      name: 'local-and-testing-are-no-product',
      comment: 'They start and kill processes, and unpack programs.',
      severity: 'error',
      from: {
        pathNot: [
          OUTSIDE_THE_PRODUCT,
          '^packages/chaos/',
          '^(packages|services)/[^/]+/test/',
          '^(tests|bench|scripts)/',
        ],
      },
      to: { path: OUTSIDE_THE_PRODUCT },
    },
    {
      name: 'no-tests-in-code',
      comment: 'Nothing that ships imports a test, a benchmark or a script.',
      severity: 'error',
      from: { path: '^(packages|services)/[^/]+/src/' },
      to: { path: '^(packages|services)/[^/]+/test/|^(tests|bench|scripts)/' },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or lack a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import that does not resolve would pass every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared',
      comment: 'A package imports only what its own package.json names.',
      severity: 'error',
      from: { path: '^(packages|services)/[^/]+/src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'] },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/' },
    enhancedResolveOptions: {
      conditionNames: ['stockade-source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.mjs', '.js', '.json'],
    },
  },
};
