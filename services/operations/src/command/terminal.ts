/** The output of a command. */
export interface Terminal {
  /** Prints a result to standard output, without a line end in the text. */
  print(line: string): void;
  /** Prints everything else to standard error. */
  note(text: string): void;
  /** Whether standard error is a terminal, so that a line may be overwritten. */
  noteIsTerminal: boolean;
  /** Whether standard output is a terminal, so that it may be cleared. */
  printIsTerminal: boolean;
}

/** A table whose columns are as wide as their widest cell; numbers are right-aligned. */
export function formatTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
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
    print: (line) => void process.stdout.write(`${line}\n`),
    note: (text) => void process.stderr.write(text),
    noteIsTerminal: process.stderr.isTTY,
    printIsTerminal: process.stdout.isTTY,
  };
}
