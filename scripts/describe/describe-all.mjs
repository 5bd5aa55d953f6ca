// @ts-check
import { makeKeys } from '@stockade/contracts';
import { describeEvents, describeService } from '@stockade/descriptions';
import * as refund from '@stockade/refund/routes';
import * as store from '@stockade/store/routes';
import * as warehouse from '@stockade/warehouse/routes';
import { inert } from './inert.mjs';
import { makeCollection } from './postman/collection.mjs';

/**
 * All descriptions that are committed: path from the root of the workspace, and text. They are made of the routes that
 * the services answer and the schemas that check requests and events, and of nothing else.
 *
 * @returns {Record<string, string>}
 */
export function describeAll() {
  const documents = services().map(({ about, routes }) => ({
    name: about.name,
    document: describeService(about, routes),
  }));
  return {
    ...Object.fromEntries(documents.map(({ name, document }) => [`docs/openapi/${name}.json`, asText(document)])),
    'docs/asyncapi.json': asText(describeEvents()),
    'docs/postman.json': asText(
      makeCollection(Object.fromEntries(documents.map(({ name, document }) => [name, document]))),
    ),
  };
}

/** What each service says of itself, and its routes; these can be looked at and not called. */
export function services() {
  const keys = makeKeys();
  // A shop of another currency describes its own prices.
  const currency = 'USD';
  const { redis, checks, metrics, users, register, changePassword, sessions, loginThrottle } = inert;
  const { orders, placeOrder, orderStreams, products, nearProducts, refunds } = inert;
  const accounts = { users, register, changePassword, sessions, loginThrottle };
  const ofStore = { redis, keys, ...accounts, orders, placeOrder, orderStreams, checks, metrics };
  return [
    { about: store.about, routes: store.makeStoreRoutes(ofStore) },
    {
      about: warehouse.about,
      routes: warehouse.makeWarehouseRoutes({ redis, keys, currency, products, nearProducts, checks, metrics }),
    },
    { about: refund.about, routes: refund.makeRefundServiceRoutes({ redis, keys, refunds, checks, metrics }) },
  ];
}

/** @param {unknown} document */
function asText(document) {
  return `${JSON.stringify(document, null, 2)}\n`;
}
