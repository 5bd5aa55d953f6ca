// @ts-check
import { createServer } from 'node:net';
import { Refusal } from '../refusal.mjs';

/**
 * @typedef {object} PortWish
 * @property {PortVariable} portVariable
 */
/** @typedef {'STORE_PORT' | 'WAREHOUSE_PORT' | 'REFUND_PORT'} PortVariable */

/**
 * Throws a Refusal that names the port and its variable when one of them cannot be listened on now.
 * @param {readonly PortWish[]} wishes
 * @param {Readonly<Record<PortVariable, number>>} settings
 */
export async function requireFreePorts(wishes, settings) {
  /** @type {Map<number, string>} */
  const taken = new Map();
  for (const wish of wishes) {
    const port = settings[wish.portVariable];
    const other = taken.get(port);
    if (other !== undefined)
      throw new Refusal(`${other} and ${wish.portVariable} are both ${port}: set one of them to another port.`);
    taken.set(port, wish.portVariable);

    const code = await listenError(port);
    if (code === 'EADDRINUSE') {
      throw new Refusal(`Port ${port} is taken: stop what listens there, or set ${wish.portVariable} to another port.`);
    }
    if (code !== undefined)
      throw new Refusal(`Cannot listen on port ${port} (${code}): set ${wish.portVariable} to another port.`);
  }
}

/**
 * The error code of listening on all interfaces, as the services do; undefined when it works.
 * @param {number} port
 * @returns {Promise<string | undefined>}
 */
function listenError(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code ?? error.message));
    server.listen(port, () => {
      server.close(() => resolve(undefined));
    });
  });
}
