// @ts-check

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
/** For the network inside: what a service measures, and how it is. */
const INTERNAL = /^\/(?:metrics|health\/|system-health)/;

/**
 * What the gateway passes on: method and path of each operation, by service, as the text of a source file. Of the documents it
 * needs no more than this, which is a fiftieth of them.
 *
 * @param {Readonly<Record<string, unknown>>} documents OpenAPI descriptions by service
 */
export function gatewayRoutes(documents) {
  const services = Object.entries(documents).map(([name, document]) => {
    const lines = operationsOf(document).map((operation) => `    '${operation}',\n`);
    return `  ${name}: [\n${lines.join('')}  ],\n`;
  });
  return [
    '// Generated from the OpenAPI documents by `npm run describe`.\n\n',
    '/** What is passed on to each service. */\n',
    `export const ROUTES = {\n${services.join('')}} as const;\n`,
  ].join('');
}

/** @param {any} document */
function operationsOf({ paths }) {
  return Object.entries(paths).flatMap(([path, operations]) =>
    METHODS.filter((method) => isPassedOn(path, operations[method])).map((method) => `${method.toUpperCase()} ${path}`),
  );
}

/** Another name of a path is for clients that know the service itself. @param {string} path @param {any} operation */
function isPassedOn(path, operation) {
  return operation !== undefined && operation.deprecated !== true && !INTERNAL.test(path);
}
