import createClient, { type Client } from 'openapi-fetch';
import type { paths as LabPaths } from './generated/lab.js';
import type { paths as OperationsPaths } from './generated/operations.js';
import type { paths as RefundPaths } from './generated/refund.js';
import type { paths as StorePaths } from './generated/store.js';
import type { paths as WarehousePaths } from './generated/warehouse.js';

/** The services that a client talks to, as the gateway names them in its paths. */
export type ServiceName = 'store' | 'warehouse' | 'refund' | 'operations' | 'lab';

/** Each method and path of each service, typed by its OpenAPI description. */
export interface Clients {
  store: Client<StorePaths>;
  warehouse: Client<WarehousePaths>;
  refund: Client<RefundPaths>;
  operations: Client<OperationsPaths>;
  /** Only under `npm start`. */
  lab: Client<LabPaths>;
}

/** Sends a request to a service. It may add a token, and repeat the request. */
export type Send = (service: ServiceName, request: Request) => Promise<Response>;

/**
 * Makes the clients of the services.
 * @param addressOf where a service is: `/api/store` behind the gateway, `http://localhost:8001` without
 */
export function makeClients(addressOf: (service: ServiceName) => string, send: Send): Clients {
  const options = (service: ServiceName) => ({
    baseUrl: addressOf(service),
    fetch: (request: Request) => send(service, request),
  });
  return {
    store: createClient<StorePaths>(options('store')),
    warehouse: createClient<WarehousePaths>(options('warehouse')),
    refund: createClient<RefundPaths>(options('refund')),
    operations: createClient<OperationsPaths>(options('operations')),
    lab: createClient<LabPaths>(options('lab')),
  };
}
