// @ts-check
// Imports go one way: services → service → http, auth, records, streams, payment → redis, contracts. Each package is listed
// with all that it may reach, so a new edge is a decision that shows in this file. ARCHITECTURE.md draws them.

/** What a service may reach; whatever its business is. */
const OF_A_SERVICE = [
  'contracts',
  'redis',
  'streams',
  'http',
  'auth',
  'records',
  'settings',
  'service',
  'descriptions',
];
const ofAService = OF_A_SERVICE.map((name) => `packages/${name}`);

/** @type {Record<string, readonly string[]>} */
const MAY_IMPORT = {
  'packages/contracts': [],
  'packages/settings': [],
  'packages/redis': [],
  'packages/streams': ['packages/redis'],
  'packages/http': ['packages/contracts', 'packages/redis'],
  'packages/auth': ['packages/contracts', 'packages/redis', 'packages/http'],
  'packages/records': ['packages/contracts', 'packages/redis'],
  'packages/payment': ['packages/contracts', 'packages/redis'],
  'packages/operations': ['packages/contracts', 'packages/redis', 'packages/streams'],
  'packages/descriptions': ['packages/contracts', 'packages/http', 'packages/streams'],
  'packages/tracing': ['packages/contracts', 'packages/http', 'packages/redis', 'packages/streams'],
  'packages/service': [
    'packages/contracts',
    'packages/redis',
    'packages/streams',
    'packages/http',
    'packages/auth',
    'packages/operations',
    'packages/descriptions',
    'packages/settings',
    'packages/tracing',
  ],
  'packages/client': [],
  'packages/local': [],
  'packages/testing': ['packages/contracts', 'packages/local'],
  'services/store': [...ofAService, 'packages/auth', 'packages/payment'],
  'services/warehouse': ofAService,
  'services/refund': [...ofAService, 'packages/payment'],
  'services/operations': [...ofAService, 'packages/operations', 'packages/payment'],
  // It faces people, and must reach no Redis: what it shares with the services is how they speak HTTP and how they run.
  'services/storefront': ['packages/contracts', 'packages/http', 'packages/service', 'packages/settings'],
  // It plays somebody else's part: it reaches no Redis, and a file lock is all that it takes of packages/local.
  'services/provider': [
    'packages/contracts',
    'packages/http',
    'packages/payment',
    'packages/service',
    'packages/settings',
    'packages/local',
  ],
  // The proofs drive whole systems from outside; no product imports them.
  'proof/stage': ['packages/contracts', 'packages/redis', 'packages/local'],
  'proof/chaos': [
    'proof/stage',
    'packages/contracts',
    'packages/redis',
    'packages/streams',
    'packages/operations',
    'packages/payment',
    'packages/local',
  ],
  'proof/prove': ['proof/stage', 'proof/chaos', 'packages/redis', 'packages/local'],
  // A service that runs proofs; no other service knows of it.
  'proof/lab': [
    'proof/stage',
    'proof/chaos',
    'proof/prove',
    'packages/local',
    'packages/auth',
    'packages/contracts',
    'packages/http',
    'packages/redis',
    'packages/service',
    'packages/settings',
  ],
  'proof/soak': [
    'proof/stage',
    'packages/contracts',
    'packages/redis',
    'packages/streams',
    'packages/operations',
    'packages/local',
  ],
  'proof/fuzz': [
    'proof/stage',
    'packages/contracts',
    'packages/redis',
    'packages/streams',
    'packages/local',
    'packages/testing',
  ],
};

/** What only tests, benchmarks and the scripts of the workspace may import. */
const OUTSIDE_THE_PRODUCT = '^packages/(local|testing)/';
const WORKSPACE = '^(packages|services|proof|tests|bench|scripts)/';

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
        path: '^(packages|services|proof)/[^/]+/src/',
        pathNot: Object.keys(MAY_IMPORT).map((listed) => `^${listed}/`),
      },
      to: {},
    },
    {
      name: 'local-and-testing-are-no-product',
      comment:
        'They start and kill processes, and unpack programs. The simulated payment provider is no product either.',
      severity: 'error',
      from: {
        pathNot: [
          OUTSIDE_THE_PRODUCT,
          '^services/provider/',
          '^(packages|services)/[^/]+/test/',
          '^(proof|tests|bench|scripts)/',
        ],
      },
      to: { path: OUTSIDE_THE_PRODUCT },
    },
    {
      name: 'no-tests-in-code',
      comment: 'Nothing that ships imports a test, a proof, a benchmark or a script.',
      severity: 'error',
      from: { path: '^(packages|services)/[^/]+/src/' },
      to: { path: '^(packages|services)/[^/]+/test/|^(proof|tests|bench|scripts)/' },
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
    // The parser knows no JSX; what the pages may import is a rule of .oxlintrc.json. What runs in a peer imports packages that are
    // not installed with the workspace.
    exclude: { path: '/dist/|^services/storefront/pages/|^bench/peers/[^/]+/' },
    enhancedResolveOptions: {
      conditionNames: ['stockade-source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.mjs', '.js', '.json'],
    },
  },
};
