// @ts-check
import { relative } from 'node:path';
import { redisPasswordFile } from './secrets.mjs';
import { shellWord } from './shell-word.mjs';
import { canLogIn } from './try-login.mjs';

/**
 * What is said once everything runs.
 * @param {import('./start.mjs').Decided} decided
 * @param {readonly (import('./programs.mjs').Program & { url: string })[]} places
 * @param {import('./redis.mjs').RedisInUse} redis
 * @param {string | undefined} passwordFile of the admin
 */
export async function welcomeTo({ settings, dataDir }, places, redis, passwordFile) {
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = settings;
  const store = places.find(({ name }) => name === 'store')?.url ?? '';
  const redisPassword =
    settings.REDIS_URL === undefined ? `, password in ${shortPath(redisPasswordFile(dataDir))}` : '';
  return welcome({
    places,
    redis: redis.shown + redisPassword,
    primaries: (await redis.primaries?.().catch(() => [])) ?? [],
    email,
    passwordFile: passwordFile && shortPath(passwordFile),
    letsIn: await canLogIn(store, email, { password, file: passwordFile }),
  });
}

/**
 * What to do now that everything runs: what to open, how to log in, where the parts are, how to stop.
 *
 * @param {object} facts
 * @param {readonly { name: string, url: string, service: string, port: number }[]} facts.places
 * @param {string} facts.redis where it is, without its password
 * @param {readonly number[]} facts.primaries the processes of Redis of which one may be killed
 * @param {string} facts.email of the admin
 * @param {string | undefined} facts.passwordFile undefined when the environment holds the password
 * @param {boolean} facts.letsIn whether the store takes that password
 */
function welcome({ places, redis, primaries, email, passwordFile, letsIn }) {
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
    ...howToKill(primaries),
    ...(letsIn ? ['From a program:', '', ...loginCommand(parts, email, passwordFile), ''] : []),
    'Ctrl-C stops everything; the data stay.',
    '',
  ].join('\n');
}

/** @param {readonly number[]} primaries */
function howToKill(primaries) {
  const [one] = primaries;
  if (one === undefined) return [];
  const which = primaries.length === 1 ? 'primary of Redis is process' : 'primaries of Redis are processes';
  return [`The ${which} ${primaries.join(', ')}. You may kill one, and orders go on: kill -9 ${one}`, ''];
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
export function loginCommand(places, email, passwordFile) {
  const store = places.find(({ name }) => name === 'store');
  const password = passwordFile === undefined ? '$ADMIN_PASSWORD' : `$(cat ${shellWord(passwordFile)})`;
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

/**
 * As one would type it where npm was called.
 * @param {string} path
 */
function shortPath(path) {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') ? path : fromHere;
}
