/** `NAME=value`, as docker compose reads it too; the name may follow `export`. */
const ASSIGNMENT = /^\s*(?:export\s+)?(?<name>[A-Za-z_][\w.]*)\s*=(?<rest>.*)$/;
const NOTHING = /^\s*(?:#.*)?$/;
/** A value in quotes, after which only a comment may come. */
const SINGLE_QUOTED = /^'(?<value>[^']*)'\s*(?:#.*)?$/;
const DOUBLE_QUOTED = /^"(?<value>[^"]*)"\s*(?:#.*)?$/;
/** A comment begins after a blank. */
const UNQUOTED = /^(?<value>[^\s#][^#]*?)?(?:\s+#.*)?$/;

/** What a `.env` file says, and what is wrong with it: a line for each, without the value, which may be secret. */
export interface EnvFile {
  variables: Readonly<Record<string, string>>;
  wrong: readonly string[];
}

/**
 * Reads the text of a `.env` file as docker compose does, which may read the same file. Where the two could differ, or two versions
 * of compose do, the line is refused and not guessed at: a `#` within a value begins a comment for some, and `$NAME` is replaced.
 */
export function readEnvText(text: string): EnvFile {
  const variables: Record<string, string> = {};
  const wrong: string[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (NOTHING.test(line)) continue;
    const { name, rest } = ASSIGNMENT.exec(line)?.groups ?? {};
    const read = name === undefined || rest === undefined ? { wrong: NO_ASSIGNMENT } : valueOf(rest.trim());
    if ('wrong' in read) wrong.push(`line ${index + 1}${name === undefined ? '' : `, ${name}`}: ${read.wrong}`);
    else if (name !== undefined) variables[name] = read.value;
  }
  return { variables, wrong };
}

const NO_ASSIGNMENT = 'is no assignment, such as NAME=value, and no comment';
const UNCLEAR_QUOTES = 'its quotes do not enclose the whole value on one line';

function valueOf(text: string): { value: string } | { wrong: string } {
  if (text.startsWith("'")) {
    const value = SINGLE_QUOTED.exec(text)?.groups?.['value'];
    if (value === undefined) return { wrong: UNCLEAR_QUOTES };
    return value.endsWith('\\') ? { wrong: 'a \\ before the closing quote makes it unclear where it ends' } : { value };
  }
  if (text.startsWith('"')) {
    const value = DOUBLE_QUOTED.exec(text)?.groups?.['value'];
    if (value === undefined) return { wrong: UNCLEAR_QUOTES };
    return value.includes('\\') ? { wrong: 'has a \\ in double quotes: use single quotes' } : literal(value);
  }
  const value = text === '' ? '' : UNQUOTED.exec(text)?.groups?.['value'];
  return value === undefined
    ? { wrong: 'has a # that may begin a comment or belong to the value: use single quotes' }
    : literal(value);
}

/** docker compose puts the value of a variable in the place of `$NAME` and `${NAME}`. */
function literal(value: string): { value: string } | { wrong: string } {
  return value.includes('$') ? { wrong: 'has a $, which docker compose replaces: use single quotes' } : { value };
}
