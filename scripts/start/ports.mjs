// @ts-check
import { createServer } from 'node:net';
import { LAB_PORT_DEFAULT } from '@stockade/lab/config';
import { freePort } from '@stockade/local';
import { explainListenError, WrongHostError } from '@stockade/http';
import { BAD_SETTINGS_EXIT_CODE } from '@stockade/settings';
import { PassingRefusal, Refusal } from '../refusal.mjs';

/**
 * @typedef {object} PortWish
 * @property {PortVariable} portVariable
 */
/** @typedef {'STORE_PORT' | 'WAREHOUSE_PORT' | 'REFUND_PORT' | 'OPERATIONS_PORT' | 'LAB_PORT' | 'STOREFRONT_PORT'} PortVariable */

/**
 * Settings in which the lab has a port. Nobody but the storefront asks there, so where none is set and the usual one is taken,
 * by another system on this machine or another setting of this one, any that is free will do.
 * @param {ReturnType<typeof import('./settings.mjs').readStartSettings>} settings
 * @returns {Promise<import('./settings.mjs').StartSettings>}
 */
export async function withLabPort(settings) {
  const { LAB_PORT: wanted, LISTEN_HOST: host, STORE_PORT, WAREHOUSE_PORT, REFUND_PORT, OPERATIONS_PORT } = settings;
  if (wanted !== undefined) return { ...settings, LAB_PORT: wanted };
  const others = [STORE_PORT, WAREHOUSE_PORT, REFUND_PORT, OPERATIONS_PORT, settings.STOREFRONT_PORT];
  const isTaken = others.includes(LAB_PORT_DEFAULT) || (await listenError(LAB_PORT_DEFAULT, host)) !== undefined;
  return { ...settings, LAB_PORT: isTaken ? await freePort() : LAB_PORT_DEFAULT };
}

/**
 * Throws a Refusal that names the setting, that of the port or LISTEN_HOST, when one of them cannot be listened on now.
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

    const error = await listenError(port, host);
    if (error !== undefined) throw refusalOf(error, { host, port, portVariable: wish.portVariable });
  }
}

/** @param {NodeJS.ErrnoException} error @param {import('@stockade/http').Place} place */
function refusalOf(error, place) {
  const explained = explainListenError(error, place);
  if (explained instanceof WrongHostError) return new Refusal(`${explained.message}.`, BAD_SETTINGS_EXIT_CODE);
  if (explained === error) return new Refusal(`Cannot listen on port ${place.port}: ${error.message}.`);
  const why = `${explained instanceof Error ? explained.message : ''}.`;
  return error.code === 'EADDRINUSE' ? new PassingRefusal(why) : new Refusal(why);
}

/**
 * The error of listening as the services do; undefined when it works.
 * @param {number} port
 * @param {string | undefined} host
 * @returns {Promise<NodeJS.ErrnoException | undefined>}
 */
export function listenError(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', resolve);
    server.listen({ port, host }, () => {
      server.close(() => resolve(undefined));
    });
  });
}
