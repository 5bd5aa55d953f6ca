import { z } from 'zod';
import { FILE_SUFFIX, isBlank, type Environment } from './environment.js';
import { readText } from './read-text.js';
import { SettingsError } from './settings-error.js';

/** Their values are not shown. */
const SECRETS = /SECRET|PASSWORD|URL/;

/** A setting as it was given. */
interface Given {
  value?: string;
  /** Why what was given is no value. */
  wrong?: string;
  /** The file that it came from. */
  file?: string;
}

/**
 * Reads and checks settings, once; the result is frozen. NAME is the variable NAME, or else the content of the file
 * NAME_FILE without its last newline, or else the default; what is blank counts as not given. Throws a SettingsError that
 * names every bad one, once.
 */
export function readSettings<Shape extends z.ZodRawShape>(
  shape: Shape,
  environment: Environment,
): Readonly<z.infer<z.ZodObject<Shape>>> {
  const given = new Map(Object.keys(shape).map((name) => [name, take(name, environment)]));
  const values = Object.fromEntries([...given].map(([name, { value }]) => [name, value]));
  const parsed = z.object(shape).safeParse(values);

  const wrong = new Map<string, string>();
  for (const [name, { wrong: why }] of given) if (why !== undefined) wrong.set(name, why);
  for (const { path, message } of parsed.error?.issues ?? []) {
    const name = String(path[0]);
    if (!wrong.has(name)) wrong.set(name, explain(name, message, given.get(name) ?? {}));
  }
  if (!parsed.success || wrong.size > 0) throw new SettingsError([...wrong.values()]);
  return Object.freeze(parsed.data);
}

function take(name: string, environment: Environment): Given {
  const value = environment[name];
  const file = environment[name + FILE_SUFFIX];
  if (!isBlank(value) && !isBlank(file))
    return { value, wrong: `${name} and ${name + FILE_SUFFIX} are both set: unset one of them` };
  if (!isBlank(value)) return { value };
  if (isBlank(file)) return {};
  const text = readText(file);
  if ('wrong' in text) return { wrong: `${name + FILE_SUFFIX}: ${text.wrong}` };
  const content = text.content.replace(/\r?\n$/, '');
  return isBlank(content) ? { file } : { file, value: content };
}

function explain(name: string, message: string, { value, file }: Given): string {
  const where = file === undefined ? '' : `, in ${file}`;
  if (value === undefined) return `${name}: is not set${where && ` (${file} is empty)`}; ${message}`;
  if (SECRETS.test(name)) return `${name}: ${message}${where}`;
  return `${name}: ${message} (it is ${JSON.stringify(value)}${where})`;
}

/** Reads the settings of a program, or says what is wrong with them and ends it. */
export function settingsOrExit<Settings>(program: string, read: () => Settings): Settings {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`${program}: ${error.message}\n`);
    process.exit(error.exitCode);
  }
}
