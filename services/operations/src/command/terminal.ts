/** Where a command prints. */
export interface Terminal {
  /** Answers, on standard output; a line without its end. */
  print(line: string): void;
  /** Everything else, on standard error. */
  note(text: string): void;
  /** Whether somebody watches standard error, so that a line may be written over. */
  noteIsTerminal: boolean;
  /** Whether somebody watches standard output, so that it may be cleared. */
  printIsTerminal: boolean;
}

/** Columns as wide as their widest cell; cells that are numbers stand to the right. */
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

/** The terminal, or whatever this process writes to. */
export function makeTerminal(): Terminal {
  return {
    print: (line) => void process.stdout.write(`${line}\n`),
    note: (text) => void process.stderr.write(text),
    noteIsTerminal: process.stderr.isTTY,
    printIsTerminal: process.stdout.isTTY,
  };
}
