// @ts-check

/** @typedef {import('./journey.mjs').Step} Step */
/** @typedef {import('@stockade/descriptions').Operation} Operation */

const TRIES_MAX = 100;
const PAUSE_MS = 100;

/** What Postman runs before a request. @param {Step} step */
export function beforeScript({ before = [], until }) {
  // A timer holds the request back until it has gone off.
  const pause = `if (pm.variables.get('tries') > 0) setTimeout(() => {}, ${PAUSE_MS});`;
  return [...before, ...(until === undefined ? [] : [pause])];
}

/**
 * What Postman runs after a request: the answer is as described, says what it should, and is remembered.
 * @param {Step} step
 * @param {Operation} operation
 */
export function testScript(step, operation) {
  const { holds = [], saves = {}, until } = step;
  const status = String(step.status ?? successOf(operation));
  const response = operation.responses?.[status];
  if (response === undefined) throw new Error(`${step.route} describes no ${status}`);
  const mediaType = 'content' in response ? Object.keys(response.content ?? {})[0] : problemType(response);
  return [
    ...(mediaType === undefined ? [] : [`const body = pm.response.${mediaType.endsWith('json') ? 'json' : 'text'}();`]),
    ...(until === undefined ? [] : retryScript(until)),
    `pm.test('is answered ${status}', () => pm.response.to.have.status(${status}));`,
    `pm.test('says which request it was', () => pm.response.to.have.header('x-request-id'));`,
    ...(mediaType === undefined
      ? [`pm.test('has no body', () => pm.expect(pm.response.text()).to.equal(''));`]
      : [
          `pm.test('is ${mediaType}', () => pm.expect(pm.response.headers.get('content-type')).to.include('${mediaType}'));`,
        ]),
    ...(Number(status) >= 400
      ? [`pm.test('says the status again', () => pm.expect(body.status).to.equal(${status}));`]
      : []),
    ...[...holds, ...(until === undefined ? [] : [until])].map(
      (condition) => `pm.test(${JSON.stringify(condition)}, () => pm.expect(${condition}).to.equal(true));`,
    ),
    ...Object.entries(saves).map(([name, property]) => `pm.collectionVariables.set('${name}', body.${property});`),
  ];
}

/** @param {Operation} operation */
function successOf(operation) {
  return Object.keys(operation.responses ?? {}).find((status) => status.startsWith('2'));
}

/** A shared response is a problem. @param {object} response */
function problemType(response) {
  return '$ref' in response ? 'application/problem+json' : undefined;
}

/** @param {string} until */
function retryScript(until) {
  return [
    `const tries = Number(pm.variables.get('tries') || 0) + 1;`,
    `const again = !(${until}) && tries < ${TRIES_MAX};`,
    `pm.collectionVariables.set('tries', again ? tries : 0);`,
    `if (again) {`,
    `  pm.execution.setNextRequest(pm.info.requestId);`,
    `  return;`,
    `}`,
  ];
}
