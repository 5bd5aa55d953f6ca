/** The output of a command. */
export interface Terminal {
  /** Prints a result to standard output, without a line end in the text. */
  print(line: string): void;
  /** Prints everything else to standard error. */
  note(text: string): void;
  /** Whether standard error is a terminal, so that a line may be overwritten. */
  noteIsTerminal: boolean;
  /** Clears standard output where it is a terminal. */
  clear(): void;
}

const CLEAR_SCREEN = '\u001B[H\u001B[J';

/**
 * What a terminal obeys instead of showing it: an entry of a stream may hold sequences that clear it, or that draw what is not there.
 * They are shown as JSON writes them.
 */
const escapeControl = (text: string, which: RegExp) =>
  text.replace(which, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`);
const CONTROL = /\p{Cc}/gu;
const CONTROL_IN_LINES = /(?!\n)\p{Cc}/gu;

/** A table whose columns are as wide as their widest cell, which is one line; numbers are right-aligned. */
export function formatTable(header: readonly string[], cells: readonly (readonly string[])[]): string {
  const rows = cells.map((row) => row.map((cell) => escapeControl(cell, CONTROL)));
  const widths = header.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const isNumber = header.map((_, i) => rows.length > 0 && rows.every((row) => /^[\d,]+$|^-$/.test(row[i] ?? '')));
  const format = (row: readonly string[]) =>
    row
      .map((cell, i) => (isNumber[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return [header, ...rows].map(format).join('\n');
}

/** `1,234,567` */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

const UNITS = [
  { unit: 'd', ms: 86_400_000 },
  { unit: 'h', ms: 3_600_000 },
  { unit: 'min', ms: 60_000 },
  { unit: 's', ms: 1_000 },
];

/** `340 ms`, `1.5 s`, `12 min`: short, not exact. */
export function formatDuration(durationMs: number): string {
  const fitting = UNITS.find(({ ms }) => durationMs >= ms);
  if (fitting === undefined) return `${Math.round(durationMs)} ms`;
  const value = durationMs / fitting.ms;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${fitting.unit}`;
}

/** The output of this process. */
export function makeTerminal(): Terminal {
  return {
    print: (line) => void process.stdout.write(`${escapeControl(line, CONTROL_IN_LINES)}\n`),
    note: (text) => void process.stderr.write(text),
    noteIsTerminal: process.stderr.isTTY,
    clear: () => void (process.stdout.isTTY && process.stdout.write(CLEAR_SCREEN)),
  };
}
