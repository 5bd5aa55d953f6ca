/** Text that is markup already. */
export interface Html {
  readonly markup: string;
}

type Value = string | number | Html | null | undefined | false | readonly Html[];

/** Markup with values in it. What is no markup is escaped, in text as in attributes between double quotes. */
export function html(texts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { markup: texts.map((text, i) => (i === 0 ? text : markupOf(values[i - 1]) + text)).join('') };
}

/** Markup that we wrote ourselves and no value is in, such as a style sheet. */
export const trusted = (markup: string): Html => ({ markup });

function markupOf(value: Value): string {
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'string') return escape(value);
  if (typeof value === 'number') return escape(String(value));
  if ('markup' in value) return value.markup;
  return value.map(({ markup }) => markup).join('');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
