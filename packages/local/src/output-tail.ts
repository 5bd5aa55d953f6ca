const TAIL_CHARS_MAX = 64 * 1024;

/** The end of what a process printed; the beginning is dropped once it grows past 64 Ki characters. */
export interface OutputTail {
  append(chunk: string): void;
  text(): string;
  lastLines(count: number): string;
}

export function makeOutputTail(): OutputTail {
  let tail = '';
  return {
    append(chunk) {
      tail = (tail + chunk).slice(-TAIL_CHARS_MAX);
    },
    text: () => tail,
    lastLines: (count) => tail.trimEnd().split('\n').slice(-count).join('\n'),
  };
}
