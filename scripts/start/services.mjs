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
 * @property {boolean} [isSingle] there is one process of it, whatever is asked for
 * @property {boolean} [isOnlyHere] it kills processes of this machine: whoever can reach it must be here
 */

/** @type {readonly Service[]} */
const SERVICES = [
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
    isSingle: true,
    isOnlyHere: true,
  },
  {
    name: 'storefront',
    main: 'services/storefront/dist/main.js',
    portVariable: 'STOREFRONT_PORT',
    readyPath: '/health/ready',
    colour: 'green',
    isSingle: true,
  },
];

/** The same, with the pages from their sources: a change of them shows at once. @type {readonly Service[]} */
const SERVICES_IN_DEVELOPMENT = SERVICES.map((service) =>
  service.name === 'storefront' ? { ...service, main: 'services/storefront/dev/main.mjs' } : service,
);

/** Addresses that this machine alone reaches. */
const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/**
 * What runs. @param {{ dev: boolean, listenHost: string }} options dev: with the pages from their sources
 */
export function servicesFor({ dev, listenHost }) {
  const all = dev ? SERVICES_IN_DEVELOPMENT : SERVICES;
  return LOOPBACK.includes(listenHost) ? all : all.filter(({ isOnlyHere }) => !isOnlyHere);
}
