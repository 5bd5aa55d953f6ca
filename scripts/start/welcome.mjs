// @ts-check

/**
 * What to do now that everything runs: what to open, how to log in, where the parts are, how to stop.
 *
 * @param {object} facts
 * @param {readonly { name: string, url: string, service: string, port: number }[]} facts.places
 * @param {string} facts.redis where it is, without its password
 * @param {string} facts.email of the admin
 * @param {string | undefined} facts.passwordFile undefined when the environment holds the password
 * @param {boolean} facts.letsIn whether the store takes that password
 */
export function welcome({ places, redis, email, passwordFile, letsIn }) {
  const storefront = places.find(({ name }) => name === 'storefront');
  const parts = places.filter(({ name, service }) => name === service && name !== 'storefront');
  const others = (/** @type {{ name: string, port: number }} */ { name, port }) =>
    places.flatMap((place) => (place.service === name && place.port !== port ? [place.port] : []));
  return [
    '',
    'Stockade is ready.',
    '',
    ...(storefront === undefined ? [] : [`  Open ${storefront.url}`, '']),
    ...(letsIn ? howToLogIn(email, passwordFile) : whyNot(email, passwordFile)),
    '',
    ...parts.map((part) => `  ${part.name.padEnd(11)}${[part.url, ...others(part)].join(', ')}`),
    `  ${'redis'.padEnd(11)}${redis}`,
    '',
    ...(letsIn ? ['From a program:', '', ...loginCommand(parts, email, passwordFile), ''] : []),
    'Ctrl-C stops everything; the data stay.',
    '',
  ].join('\n');
}

/** @param {string} email @param {string | undefined} passwordFile */
function howToLogIn(email, passwordFile) {
  return [`  Log in as ${email}; the password is in ${passwordFile ?? 'ADMIN_PASSWORD, as you set it'}.`];
}

/**
 * @param {readonly { name: string, url: string }[]} places
 * @param {string} email
 * @param {string | undefined} passwordFile
 */
function loginCommand(places, email, passwordFile) {
  const store = places.find(({ name }) => name === 'store');
  const password = passwordFile === undefined ? '$ADMIN_PASSWORD' : `$(cat ${passwordFile})`;
  return [
    `  curl -s ${store?.url}/users/login -H 'content-type: application/json' \\`,
    `    -d "{\\"email\\":\\"${email}\\",\\"password\\":\\"${password}\\"}"`,
  ];
}

/** @param {string} email @param {string | undefined} passwordFile */
function whyNot(email, passwordFile) {
  return [
    `The password in ${passwordFile ?? 'ADMIN_PASSWORD'} is not that of ${email}: the admin has changed it, or the`,
    'address is a customer’s. Use the changed one, or set ADMIN_EMAIL and ADMIN_PASSWORD anew.',
  ];
}
