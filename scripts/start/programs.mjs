// @ts-check
import { Refusal } from '../refusal.mjs';
import { listenError } from './ports.mjs';

/** From one process of a service to the next: 8001, 8011, 8021, or further where a port is taken. */
const PORT_STEP = 10;
const PORT_MAX = 65_535;

/**
 * A process to run: a service, and where this one of its processes listens.
 * @typedef {import('./services.mjs').Service & { service: string, replica: number, port: number }} Program
 */

/**
 * So many processes of each service, the first on the port of the settings and under the name of the service; the storefront,
 * which spreads requests over them, and the lab stay one. Throws a Refusal when there is no free port for one of them.
 * @param {readonly import('./services.mjs').Service[]} services
 * @param {import('./settings.mjs').StartSettings} settings
 * @param {number} replicas
 * @returns {Promise<Program[]>}
 */
export async function makePrograms(services, settings, replicas) {
  const taken = new Set(services.map(({ portVariable }) => settings[portVariable]));
  /** @type {Program[]} */
  const programs = [];
  for (const service of services) {
    const first = settings[service.portVariable];
    programs.push({ ...service, service: service.name, replica: 1, port: first });
    for (let replica = 2; !service.isSingle && replica <= replicas; replica++) {
      const port = await nextFreePort(first, taken, settings.LISTEN_HOST);
      if (port === undefined)
        throw new Refusal(
          `There is no free port above ${first} for another ${service.name}: set ${service.portVariable}.`,
        );
      taken.add(port);
      programs.push({ ...service, name: `${service.name}-${replica}`, service: service.name, replica, port });
    }
  }
  return programs;
}

/**
 * @param {number} first
 * @param {ReadonlySet<number>} taken
 * @param {string} host
 */
async function nextFreePort(first, taken, host) {
  for (let port = first + PORT_STEP; port <= PORT_MAX; port += PORT_STEP)
    if (!taken.has(port) && (await listenError(port, host)) === undefined) return port;
  return undefined;
}
