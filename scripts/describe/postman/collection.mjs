// @ts-check
import { JOURNEY } from './journey.mjs';
import { beforeScript, testScript } from './step-scripts.mjs';

/** @typedef {import('@stockade/descriptions').OpenApi} OpenApi */
/** @typedef {import('@stockade/descriptions').Operation} Operation */
/** @typedef {import('./journey.mjs').Step} Step */

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

const DESCRIPTION = `Every request of all four services, in an order in which each finds what it needs: run it from top to bottom.

Set \`admin_email\` and \`admin_password\` to the login that \`npm start\` names (it prints the email, and the file that has the password). Tokens and ids are saved as the requests go.`;

const VARIABLES = {
  store_url: 'http://localhost:8001',
  warehouse_url: 'http://localhost:8002',
  refund_url: 'http://localhost:8003',
  operations_url: 'http://localhost:8004',
  admin_email: 'admin@example.org',
  admin_password: '',
};

/**
 * The Postman collection: the journey, with what the descriptions of the routes say.
 * Throws when a route is missing from the journey, or the journey has one that is not described.
 *
 * @param {Readonly<Record<string, OpenApi>>} documents by service
 */
export function makeCollection(documents) {
  const missing = Object.entries(documents).flatMap(([service, document]) => missingRoutes(service, document));
  if (missing.length > 0) throw new Error(`scripts/describe/postman/journey.mjs lacks ${missing.join(', ')}`);
  return {
    info: { name: 'Stockade', description: DESCRIPTION, schema: SCHEMA },
    variable: [
      ...Object.entries(VARIABLES),
      ...[...savedVariables()].map((name) => /** @type {const} */ ([name, ''])),
    ].map(([key, value]) => ({ key, value })),
    item: JOURNEY.map(({ name, service, steps }) => ({
      name,
      item: steps.map((step) => makeRequest(service, step, operationOf(service, documents[service], step.route))),
    })),
  };
}

/** Aliases are left out, and answers without an end, which Postman would wait for. @param {string} service @param {OpenApi} document */
function missingRoutes(service, document) {
  const taken = new Set(
    JOURNEY.flatMap((chapter) => (chapter.service === service ? chapter.steps : [])).map(({ route }) => route),
  );
  return Object.entries(document.paths ?? {}).flatMap(([path, operations]) =>
    operationsIn(operations)
      .filter(
        ([, operation]) => !operation.deprecated && !JSON.stringify(operation.responses).includes('text/event-stream'),
      )
      .map(([method]) => `${method.toUpperCase()} ${path}`)
      .filter((route) => !taken.has(route))
      .map((route) => `${route} of the ${service}`),
  );
}

/** @param {string} service @param {OpenApi | undefined} document @param {string} route */
function operationOf(service, document, route) {
  const [method = '', path = ''] = route.split(' ');
  const operation = operationsIn(document?.paths?.[path] ?? {}).find(([name]) => name === method.toLowerCase())?.[1];
  if (operation === undefined) throw new Error(`the ${service} describes no ${route}`);
  return operation;
}

/** @param {object} path @returns {[method: string, operation: Operation][]} */
function operationsIn(path) {
  return Object.entries(path);
}

/** @param {string} service @param {Step} step @param {Operation} operation */
function makeRequest(service, step, operation) {
  const [method = '', template = ''] = step.route.split(' ');
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name) => step.params?.[name] ?? `{{${name}}}`);
  const body = step.body ?? exampleOf(operation.requestBody);
  const headers = { ...(body !== undefined && { 'content-type': 'application/json' }), ...step.headers };
  return {
    name: step.name ?? operation.summary,
    event: [
      { listen: 'prerequest', script: { type: 'text/javascript', exec: beforeScript(step) } },
      { listen: 'test', script: { type: 'text/javascript', exec: testScript(step, operation) } },
    ],
    request: {
      method,
      ...(operation.description !== undefined && { description: operation.description }),
      auth: step.as
        ? { type: 'bearer', bearer: [{ key: 'token', value: `{{${step.as}_token}}`, type: 'string' }] }
        : { type: 'noauth' },
      header: Object.entries(headers).map(([key, value]) => ({ key, value })),
      url: makeUrl(`{{${service}_url}}`, path, step.query ?? {}),
      ...(body !== undefined && { body: { mode: 'raw', raw: JSON.stringify(body, null, 2) } }),
    },
  };
}

/** @param {string} host @param {string} path @param {Readonly<Record<string, string>>} fields */
function makeUrl(host, path, fields) {
  const query = Object.entries(fields).map(([key, value]) => ({ key, value }));
  const search = query.map(({ key, value }) => `${key}=${encodeURIComponent(value)}`).join('&');
  return {
    raw: `${host}${path}${search && `?${search}`}`,
    host: [host],
    path: path.split('/').slice(1),
    ...(search && { query }),
  };
}

/** @param {Operation['requestBody']} body */
function exampleOf(body) {
  const content = body && 'content' in body ? body.content : {};
  const [example] = Object.values(content['application/json']?.examples ?? {});
  return example && 'value' in example ? example.value : undefined;
}

/** Variables that the journey fills, so that they are there to be seen. */
function savedVariables() {
  const steps = JOURNEY.flatMap((chapter) => chapter.steps);
  return new Set(['email', 'idempotency_key', ...steps.flatMap(({ saves = {} }) => Object.keys(saves))]);
}
