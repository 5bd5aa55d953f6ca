// @ts-check

/**
 * What to do now that everything runs: where to look, how to log in, how to stop.
 *
 * @param {object} facts
 * @param {readonly { name: string, url: string }[]} facts.places
 * @param {string} facts.redis where it is, without its password
 * @param {string} facts.email of the admin
 * @param {string | undefined} facts.passwordFile undefined when the environment holds the password
 */
export function welcome({ places, redis, email, passwordFile }) {
  const store = places.find(({ name }) => name === 'store');
  const password = passwordFile === undefined ? '$ADMIN_PASSWORD' : `$(cat ${passwordFile})`;
  return [
    '',
    'Stockade is ready.',
    '',
    ...[...places, { name: 'redis', url: redis }].map(({ name, url }) => `  ${name.padEnd(11)}${url}`),
    '',
    `Log in as ${email}; the password is in ${passwordFile ?? 'ADMIN_PASSWORD, as you set it'}:`,
    '',
    `  curl -s ${store?.url}/users/login -H 'content-type: application/json' \\`,
    `    -d "{\\"email\\":\\"${email}\\",\\"password\\":\\"${password}\\"}"`,
    '',
    'Ctrl-C stops everything; the data stay.',
    '',
  ].join('\n');
}
