// @ts-check

/**
 * What `npm start` runs. A service is ready when it answers 200 on `readyPath`.
 *
 * @typedef {object} Service
 * @property {string} name
 * @property {string} main its entry, from the root of the workspace
 * @property {import('./ports.mjs').PortVariable} portVariable
 * @property {string} readyPath
 * @property {string} colour of its prefix in the log
 */

/** There is one of each of these, whatever is asked for. @type {readonly string[]} */
export const ALONE = ['storefront', 'lab'];

/** @type {readonly Service[]} */
export const SERVICES = [
  {
    name: 'store',
    main: 'services/store/dist/main.js',
    portVariable: 'STORE_PORT',
    readyPath: '/health/ready',
    colour: 'cyan',
  },
  {
    name: 'warehouse',
    main: 'services/warehouse/dist/main.js',
    portVariable: 'WAREHOUSE_PORT',
    readyPath: '/health/ready',
    colour: 'yellow',
  },
  {
    name: 'refund',
    main: 'services/refund/dist/main.js',
    portVariable: 'REFUND_PORT',
    readyPath: '/health/ready',
    colour: 'magenta',
  },
  {
    name: 'operations',
    main: 'services/operations/dist/main.js',
    portVariable: 'OPERATIONS_PORT',
    readyPath: '/health/ready',
    colour: 'blue',
  },
  {
    name: 'lab',
    main: 'proof/lab/dist/main.js',
    portVariable: 'LAB_PORT',
    readyPath: '/health/ready',
    colour: 'red',
  },
  {
    name: 'storefront',
    main: 'services/storefront/dist/main.js',
    portVariable: 'STOREFRONT_PORT',
    readyPath: '/health/ready',
    colour: 'green',
  },
];

/** The same, with the pages from their sources: a change of them shows at once. @type {readonly Service[]} */
export const SERVICES_IN_DEVELOPMENT = SERVICES.map((service) =>
  service.name === 'storefront' ? { ...service, main: 'services/storefront/dev/main.mjs' } : service,
);
