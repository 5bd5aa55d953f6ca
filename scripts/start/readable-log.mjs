// @ts-check
import { Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { prettyFactory } from 'pino-pretty';

/** A line of a service: its name, as the supervisor writes it, and its event. */
const LINE = /^(?<prefix>[^{]*)(?<event>\{.*\})$/;

/**
 * Whether the output is a terminal that somebody looks at; a pipe gets the JSON lines as they are.
 * @param {{ stdout: { isTTY?: boolean }, env: Readonly<Record<string, string | undefined>> }} [where]
 */
export function isReadByPeople({ stdout, env } = process) {
  return stdout.isTTY && !env['CI'];
}

/**
 * Writes the lines of the services as they are. It never fails: concurrently throws when its output does, and an output that can
 * no longer be written is a reason to stop in order.
 * @param {NodeJS.WritableStream} output
 */
export function plain(output) {
  return new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      output.write(chunk);
      done();
    },
  });
}

/**
 * Writes the events of the services in words, without colours where NO_COLOR (https://no-color.org) asks for that. A line goes
 * out as soon as it is whole, in the same step: no crash can keep it back.
 * @param {NodeJS.WritableStream} output
 * @param {Readonly<Record<string, string | undefined>>} [env]
 */
export function readable(output, env = process.env) {
  const colorize = !env['NO_COLOR'];
  const inWords = prettyFactory({
    colorize,
    translateTime: 'SYS:HH:MM:ss',
    ignore: 'pid,hostname,name',
    singleLine: true,
  });
  let rest = '';
  /** @param {string} line */
  const show = (line) => {
    const { prefix = '', event } = LINE.exec(line)?.groups ?? {};
    const text = event === undefined ? line : prefix + inWords(event).trimEnd();
    output.write(`${colorize ? text : stripVTControlCharacters(text)}\n`);
  };
  return new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(show);
      done();
    },
    final(done) {
      if (rest !== '') show(rest);
      done();
    },
  });
}
