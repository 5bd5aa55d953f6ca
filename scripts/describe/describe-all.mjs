// @ts-check
import { describeEvents, describeService } from '@stockade/descriptions';
import { lab } from '@stockade/lab/service';
import { operations } from '@stockade/operations-service/service';
import { refund } from '@stockade/refund/service';
import { store } from '@stockade/store/service';
import { warehouse } from '@stockade/warehouse/service';
import { gatewayRoutes } from './gateway-routes.mjs';
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
  const byName = Object.fromEntries(documents.map(({ name, document }) => [name, document]));
  const { lab: _, ...ofShop } = byName;
  return {
    ...Object.fromEntries(documents.map(({ name, document }) => [`docs/openapi/${name}.json`, asText(document)])),
    'docs/asyncapi.json': asText(describeEvents()),
    'docs/postman.json': asText(makeCollection(ofShop)),
    'services/storefront/src/generated/routes.ts': gatewayRoutes(byName),
  };
}

/** What each service says of itself, and its routes; these can be looked at and not called. */
export function services() {
  // A shop of another currency describes its own prices.
  const parts = new Proxy(inert, { get: (_, name) => (name === 'currency' ? 'USD' : inert) });
  return [store, warehouse, refund, operations, lab].map(({ about, describeRoutes }) => ({
    about,
    routes: describeRoutes(parts),
  }));
}

/** @param {unknown} document */
function asText(document) {
  return `${JSON.stringify(document, null, 2)}\n`;
}
