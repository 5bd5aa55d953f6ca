// @ts-check
import { createServer } from 'node:net';
import { PassingRefusal, Refusal } from '../refusal.mjs';

/**
 * @typedef {object} PortWish
 * @property {PortVariable} portVariable
 */
/** @typedef {'STORE_PORT' | 'WAREHOUSE_PORT' | 'REFUND_PORT' | 'OPERATIONS_PORT' | 'LAB_PORT' | 'STOREFRONT_PORT'} PortVariable */

/**
 * Throws a Refusal that names the port and its variable when one of them cannot be listened on now.
 * @param {readonly PortWish[]} wishes
 * @param {Readonly<Record<PortVariable, number>>} settings
 * @param {string} [host] where the services will listen; default everywhere
 */
export async function requireFreePorts(wishes, settings, host) {
  /** @type {Map<number, string>} */
  const taken = new Map();
  for (const wish of wishes) {
    const port = settings[wish.portVariable];
    const other = taken.get(port);
    if (other !== undefined)
      throw new Refusal(`${other} and ${wish.portVariable} are both ${port}: set one of them to another port.`);
    taken.set(port, wish.portVariable);

    const code = await listenError(port, host);
    if (code === 'EADDRINUSE') {
      throw new PassingRefusal(
        `Port ${port} is taken: stop what listens there, or set ${wish.portVariable} to another port.`,
      );
    }
    if (code !== undefined)
      throw new Refusal(`Cannot listen on port ${port} (${code}): set ${wish.portVariable} to another port.`);
  }
}

/**
 * The error code of listening as the services do; undefined when it works.
 * @param {number} port
 * @param {string | undefined} host
 * @returns {Promise<string | undefined>}
 */
export function listenError(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code ?? error.message));
    server.listen({ port, host }, () => {
      server.close(() => resolve(undefined));
    });
  });
}
