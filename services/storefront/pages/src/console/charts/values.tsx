import { useState } from 'react';

/** What a chart shows at a time, in words. */
export interface ValueRow {
  time: string;
  values: readonly string[];
}

interface ValuesProps {
  /** Of the lines. */
  words: readonly string[];
  /** The newest first. */
  rowsOf: () => readonly ValueRow[];
}

/** The last values of a chart, for whoever cannot see it. */
export function Values(props: ValuesProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="mt-2 text-sm" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="w-fit text-muted">Values</summary>
      {isOpen && <ValueTable {...props} />}
    </details>
  );
}

function ValueTable({ words, rowsOf }: ValuesProps) {
  return (
    <div className="mt-2 overflow-x-auto">
      <table className="w-full text-left">
        <thead>
          <tr className="text-muted">
            <th className="pr-4 font-medium">Time</th>
            {words.map((word) => (
              <th key={word} className="pr-4 font-medium">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOf().map(({ time, values }) => (
            <tr key={time}>
              <td className="pr-4">{time}</td>
              {values.map((value, i) => (
                <td key={words[i]} className="pr-4">
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
