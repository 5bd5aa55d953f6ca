/** Characters of a reason that are looked at: a foreign entry may have a reason of any size. */
const REASON_CHARACTERS_MAX = 1_000;
/** Characters of a cause. */
const CAUSE_CHARACTERS_MAX = 300;

/** What differs between two reasons of one cause, and what stands for it. The sequence matters: an id has digits. */
const PARTICULARS: readonly (readonly [RegExp, string])[] = [
  [/"[^"]*"/g, '"…"'],
  [/`[^`]*`/g, '`…`'],
  [/(?<!\w)'[^']*'(?!\w)/g, "'…'"],
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '<id>'],
  [/\b(?=[a-f]*\d)[0-9a-f]{16,}\b/gi, '<id>'],
  [/\b\d{10,}-\d+\b/g, '<id>'],
  [/(?<![\w.])\d+(?:[.,:]\d+)*/g, '<n>'],
];

/**
 * The cause behind the reason of a dead letter: the reason without ids, numbers and quoted texts, so that equal causes are
 * equal texts. The cause of a cause is itself.
 */
export function causeOf(reason: string): string {
  const short = reason.slice(0, REASON_CHARACTERS_MAX).replaceAll(/\s+/g, ' ').trim();
  const cause = PARTICULARS.reduce((text, [pattern, instead]) => text.replaceAll(pattern, instead), short);
  return cause.slice(0, CAUSE_CHARACTERS_MAX).trim();
}
