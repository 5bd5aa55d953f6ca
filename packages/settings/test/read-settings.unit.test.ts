import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readSettings, SettingsError, withEnvFile, withSettings, type Environment } from '@stockade/settings';
import { z } from 'zod';

const shape = {
  COLOUR: z.enum(['red', 'green']).default('red'),
  SIZE: z.string().regex(/^\d+$/, 'must be a size').optional(),
  DOOR_SECRET: z.string().min(4, 'must have at least 4 letters').default('default'),
};

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stockade-settings-'));
});
afterEach(() => rm(dir, { recursive: true }));

async function file(content: string | Uint8Array, name = 'setting'): Promise<string> {
  const path = join(dir, name);
  await writeFile(path, content);
  return path;
}

const BLANKS = ['', ' ', '\t', ' \n', '\u00a0'];

describe('a setting', () => {
  test('is the variable of its name', () => {
    expect(readSettings(shape, { COLOUR: 'green', SIZE: '7' })).toEqual({
      COLOUR: 'green',
      SIZE: '7',
      DOOR_SECRET: 'default',
    });
  });

  test.each([undefined, ...BLANKS])('that is %j counts as not set', (blank) => {
    expect(readSettings(shape, { COLOUR: blank, SIZE: blank, DOOR_SECRET: blank, SIZE_FILE: blank })).toEqual({
      COLOUR: 'red',
      DOOR_SECRET: 'default',
    });
  });

  test.each(['green\n', 'green\r\n', 'green'])(
    'is the content of its file, without the last newline: %j',
    async (text) => {
      for (const COLOUR of [undefined, ...BLANKS])
        expect(readSettings(shape, { COLOUR, COLOUR_FILE: await file(text) }).COLOUR).toBe('green');
    },
  );

  test('keeps everything else that its file holds', async () => {
    expect(readSettings(shape, { DOOR_SECRET_FILE: await file(' two\nlines \n\n') }).DOOR_SECRET).toBe(
      ' two\nlines \n',
    );
  });

  test.each(BLANKS)('whose file holds %j counts as not set', async (blank) => {
    expect(readSettings(shape, { COLOUR_FILE: await file(blank) }).COLOUR).toBe('red');
  });

  test('cannot be changed once it is read', () => {
    expect(Object.isFrozen(readSettings(shape, {}))).toBe(true);
  });
});

describe('a bad setting', () => {
  const read = (environment: Environment) => () => readSettings(shape, environment);

  test('is named with its value; all of them in one message, each once', () => {
    const strict = { ...shape, SIZE: z.string().min(3, 'is short').regex(/^\d+$/, 'is no number') };
    const wrong = () => readSettings(strict, { COLOUR: 'blue', SIZE: 'x' });
    expect(wrong).toThrow(SettingsError);
    expect(wrong).toThrow(
      /^cannot start with these settings:\n {2}COLOUR: .*\(it is "blue"\)\n {2}SIZE: is short \(it is "x"\)$/,
    );
  });

  test('is named without its value when that is secret', async () => {
    for (const environment of [{ DOOR_SECRET: 'abc' }, { DOOR_SECRET_FILE: await file('abc') }]) {
      expect(read(environment)).toThrow('DOOR_SECRET: must have at least 4 letters');
      expect(read(environment)).not.toThrow('abc');
    }
  });

  test('that came from a file is named with the file', async () => {
    const path = await file('blue');
    expect(read({ COLOUR_FILE: path })).toThrow(`(it is "blue", in ${path})`);
  });

  test('is one that is given twice, and both names are said', async () => {
    expect(read({ SIZE: '7', SIZE_FILE: await file('7') })).toThrow('SIZE and SIZE_FILE are both set');
  });

  test('is one whose file cannot be read, or is no text', async () => {
    expect(read({ SIZE_FILE: join(dir, 'nothing') })).toThrow('SIZE_FILE: ENOENT');
    expect(read({ SIZE_FILE: dir })).toThrow('SIZE_FILE: EISDIR');
    expect(read({ SIZE_FILE: '/dev/zero' })).toThrow('SIZE_FILE: holds more than 65536 bytes');
    expect(read({ SIZE_FILE: await file(Buffer.from([0xff, 0x31])) })).toThrow('SIZE_FILE: is no text in UTF-8');
  });

  test('is one that is needed and not set', async () => {
    const needed = { SIZE: z.string({ error: 'set it' }) };
    expect(() => readSettings(needed, { SIZE: ' ' })).toThrow('SIZE: is not set; set it');
    const path = await file('\n');
    expect(() => readSettings(needed, { SIZE_FILE: path })).toThrow(`SIZE: is not set (${path} is empty); set it`);
  });
});

describe('the file .env', () => {
  const read = (environment: Record<string, string>) =>
    readSettings(shape, withEnvFile(environment, join(dir, '.env')));

  test('gives what the environment does not, itself or as a file', async () => {
    await file(`# a comment\nCOLOUR=green\nSIZE="7" # another\nDOOR_SECRET_FILE=${await file('sesame\n')}\n`, '.env');
    expect(read({})).toEqual({ COLOUR: 'green', SIZE: '7', DOOR_SECRET: 'sesame' });
    expect(read({ COLOUR: '', DOOR_SECRET: ' ' })).toEqual({ COLOUR: 'green', SIZE: '7', DOOR_SECRET: 'sesame' });
    expect(read({ COLOUR: 'red', SIZE_FILE: await file('8', 'size'), DOOR_SECRET: 'in the environment' })).toEqual({
      COLOUR: 'red',
      SIZE: '8',
      DOOR_SECRET: 'in the environment',
    });
  });

  test('may be absent, and its blank lines give nothing', async () => {
    expect(read({ SIZE: '7' })).toEqual({ COLOUR: 'red', SIZE: '7', DOOR_SECRET: 'default' });
    await file('COLOUR=\nSIZE=   \nDOOR_SECRET_FILE=""\n', '.env');
    expect(read({ SIZE: '7' })).toEqual({ COLOUR: 'red', SIZE: '7', DOOR_SECRET: 'default' });
  });

  test.each([
    ['COLOUR=green', 'green'],
    ['export COLOUR=green', 'green'],
    [' COLOUR = green ', 'green'],
    ['COLOUR=green # or red#', 'green'],
    ['COLOUR=dark green\t#', 'dark green'],
    ['COLOUR=\'a # $b "c" \\d\' # or red', 'a # $b "c" \\d'],
    ['COLOUR="a # b\'s"# or red', "a # b's"],
    ["COLOUR=it's `so` \\n", "it's `so` \\n"],
    ['COLOUR=green\r', 'green'],
    ['COLOUR=red\nCOLOUR=green', 'green'],
    ['COLOUR=a=b', 'a=b'],
  ])('says by %j that the value is %j, as docker compose reads it', async (text, value) => {
    await file(`${text}\n`, '.env');
    expect(withEnvFile({}, join(dir, '.env'))).toEqual({ COLOUR: value });
  });

  test.each([
    ['SIZE=7#secret', 'SIZE: has a # that may begin a comment or belong to the value'],
    ['SIZE=# secret', 'SIZE: has a # that may begin a comment or belong to the value'],
    ['SIZE=7#secret # yes', 'SIZE: has a # that may begin a comment or belong to the value'],
    ['SIZE=secret$7', 'SIZE: has a $, which docker compose replaces'],
    ['SIZE="secret$7"', 'SIZE: has a $, which docker compose replaces'],
    ['SIZE="secret\\n7"', 'SIZE: has a \\ in double quotes'],
    ["SIZE='secret\\' # '", 'SIZE: a \\ before the closing quote'],
    ["SIZE='secret", 'SIZE: its quotes do not enclose the whole value on one line'],
    ['SIZE="secret" 7', 'SIZE: its quotes do not enclose the whole value on one line'],
    ['SIZE: secret', 'is no assignment, such as NAME=value, and no comment'],
    ['SIZE', 'is no assignment'],
    ['7SIZE=secret', 'is no assignment'],
    ['THE SIZE=secret', 'is no assignment'],
  ])('is refused because of %j, and the line is named without its value', async (text, why) => {
    await file(`COLOUR=green\n\n${text}\n`, '.env');
    const colon = why.startsWith('SIZE') ? ', ' : ': ';
    expect(() => read({})).toThrow(`${join(dir, '.env')}, line 3${colon}${why}`);
    expect(() => read({})).not.toThrow('secret');
  });

  test('that is no text is refused, as one that some shells write in UTF-16', async () => {
    await file(Buffer.from('\ufeffSIZE=7\n', 'utf16le'), '.env');
    expect(() => read({})).toThrow(`${join(dir, '.env')}: is no text in UTF-8`);
  });
});

test('what a program decides replaces a setting however it was given', async () => {
  const environment = { COLOUR: ' ', COLOUR_FILE: await file('blue'), SIZE: '7' };
  expect(readSettings(shape, withSettings(environment, { COLOUR: 'green' }))).toMatchObject({
    COLOUR: 'green',
    SIZE: '7',
  });
});
