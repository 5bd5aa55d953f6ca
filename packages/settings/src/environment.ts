import { existsSync } from 'node:fs';
import { readEnvText, type EnvFile } from './env-file.js';
import { SettingsError } from './settings-error.js';
import { readText } from './read-text.js';

/** The variables of a process, or what is put together to be them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The setting NAME can be given as a file instead, whose path is in NAME_FILE. */
export const FILE_SUFFIX = '_FILE';

/** Nothing, or nothing but white space. */
export function isBlank(value: string | undefined): value is undefined | '' {
  return value === undefined || value.trim() === '';
}

/** Whether a setting is given, itself or as a file; a blank variable is none. */
function isSet(name: string, environment: Environment): boolean {
  return !isBlank(environment[name]) || !isBlank(environment[name + FILE_SUFFIX]);
}

/**
 * The environment, and below it the variables of a `.env` file if there is one. A setting that the environment gives, itself
 * or as a file, wins; a blank one counts as not given. Throws a SettingsError that names every line that has no clear meaning,
 * or says why the file cannot be read as text.
 */
export function withEnvFile(environment: Environment, path: string): Environment {
  const variables = variablesIn(path);
  const below = Object.entries(variables).filter(
    ([name, value]) => !isBlank(value) && !isSet(settingOf(name), environment),
  );
  return { ...environment, ...Object.fromEntries(below) };
}

/**
 * The names in a `.env` file that are not known, neither themselves nor as the file of a setting. Throws as `withEnvFile` does.
 */
export function strangersIn(path: string, isKnown: (setting: string) => boolean): string[] {
  return Object.keys(variablesIn(path)).filter((name) => !isKnown(name) && !isKnown(settingOf(name)));
}

function variablesIn(path: string): EnvFile['variables'] {
  if (!existsSync(path)) return {};
  const text = readText(path);
  if ('wrong' in text) throw new SettingsError([`${path}: ${text.wrong}`]);
  const { variables, wrong } = readEnvText(text.content);
  if (wrong.length > 0) throw new SettingsError(wrong.map((line) => `${path}, ${line}`));
  return variables;
}

function settingOf(variable: string): string {
  return variable.endsWith(FILE_SUFFIX) ? variable.slice(0, -FILE_SUFFIX.length) : variable;
}

/** The environment with these settings in place of whatever it says of them. */
export function withSettings(environment: Environment, settings: Readonly<Record<string, string>>): Environment {
  const replaced = { ...environment };
  for (const [name, value] of Object.entries(settings)) {
    delete replaced[name + FILE_SUFFIX];
    replaced[name] = value;
  }
  return replaced;
}
