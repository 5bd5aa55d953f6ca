import { useId, useState } from 'react';

/** Lines of a value that are shown before it is unfolded. */
const LINES_SHOWN_MAX = 14;
/** Characters of a value that are shown before it is unfolded: a foreign one may be one long line. */
const CHARACTERS_SHOWN_MAX = 800;

interface EntryFieldsProps {
  fields: readonly (readonly string[])[];
  /** What is wrong with a field, by its name. */
  troubles?: ReadonlyMap<string, readonly string[]>;
}

/** The fields of an entry, with JSON laid out and what is long folded. */
export function EntryFields({ fields, troubles }: EntryFieldsProps) {
  const names = new Set(fields.map(([name]) => name));
  const missing = [...(troubles ?? [])].filter(([name]) => !names.has(name));
  if (fields.length + missing.length === 0) return <p className="text-muted">It has no fields.</p>;
  return (
    <dl className="grid grid-cols-1 text-sm">
      {fields.map(([name = '', value = ''], i) => (
        <Field key={i} name={name} value={value} troubles={troubles?.get(name) ?? []} />
      ))}
      {missing.map(([name, found]) => (
        <Field key={name} name={name} value={null} troubles={found} />
      ))}
    </dl>
  );
}

interface FieldProps {
  name: string;
  /** Null where the entry has no such field. */
  value: string | null;
  troubles: readonly string[];
}

function Field({ name, value, troubles }: FieldProps) {
  return (
    <div className="grid gap-x-4 gap-y-1 border-t border-line py-2 first:border-t-0 sm:grid-cols-[9rem_1fr]">
      <dt className="font-mono [overflow-wrap:anywhere] text-muted">{name}</dt>
      <dd className="min-w-0">
        {value !== null && <Value text={laidOut(value)} isBad={troubles.length > 0} />}
        {troubles.map((trouble) => (
          <p key={trouble} className="mt-1 font-medium [overflow-wrap:anywhere] text-bad">
            <span aria-hidden="true">✕ </span>
            {trouble}
          </p>
        ))}
      </dd>
    </div>
  );
}

function Value({ text, isBad }: { text: string; isBad: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const short = shortened(text);
  return (
    <>
      <pre
        id={id}
        className={`rounded-md font-mono text-[0.8125rem] leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere] ${
          isBad ? 'border border-bad px-2 py-1' : ''
        }`}
      >
        {isOpen ? text : short}
        {text === '' && '""'}
      </pre>
      {short !== text && (
        <button
          type="button"
          className="chip mt-1 text-sm"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? 'Fold' : `Show all ${text.length.toLocaleString()} characters`}
        </button>
      )}
    </>
  );
}

/** JSON of several values line by line; anything else as it is. */
function laidOut(text: string): string {
  if (!/^\s*[{[]/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function shortened(text: string): string {
  const lines = text.split('\n');
  const few = lines.length > LINES_SHOWN_MAX ? `${lines.slice(0, LINES_SHOWN_MAX).join('\n')}\n…` : text;
  return few.length > CHARACTERS_SHOWN_MAX ? `${few.slice(0, CHARACTERS_SHOWN_MAX)}…` : few;
}
