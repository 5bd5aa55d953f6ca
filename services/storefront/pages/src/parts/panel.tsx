import { Check, Copy } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { announce } from './announce.js';

interface PanelProps {
  title: string;
  /** What the services answered, shown behind `{ }`. */
  json?: unknown;
  /** How to ask for it by hand, shown behind `$`. */
  curl?: string;
  children: ReactNode;
}

type Behind = 'json' | 'curl' | null;

/** A part of a page, with what is under the counter. */
export function Panel({ title, json, curl, children }: PanelProps) {
  const heading = useId();
  const [behind, setBehind] = useState<Behind>(null);
  const toggle = (next: Behind) => setBehind(behind === next ? null : next);
  return (
    <section aria-labelledby={heading} className="card min-w-0 p-5">
      <header className="mb-4 flex items-center justify-between gap-3">
        <h2 id={heading} className="text-base font-semibold">
          {title}
        </h2>
        <div className="flex shrink-0 gap-1 font-mono text-sm whitespace-nowrap print:hidden">
          {json !== undefined && (
            <Counter
              sign="{ }"
              label={`${title}: the answer as JSON`}
              isOn={behind === 'json'}
              onClick={() => toggle('json')}
            />
          )}
          {curl !== undefined && (
            <Counter
              sign="$"
              label={`${title}: the same by curl`}
              isOn={behind === 'curl'}
              onClick={() => toggle('curl')}
            />
          )}
        </div>
      </header>
      {behind === 'json' && <Code text={JSON.stringify(json, null, 2)} />}
      {behind === 'curl' && <Code text={curl ?? ''} />}
      {children}
    </section>
  );
}

function Counter({ sign, label, isOn, onClick }: { sign: string; label: string; isOn: boolean; onClick: () => void }) {
  return (
    <button
      type="button"
      className="min-h-8 rounded-md border border-line px-2 text-muted hover:border-accent aria-pressed:bg-accent-soft aria-pressed:text-ink"
      aria-pressed={isOn}
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      {sign}
    </button>
  );
}

/** Text to look at and to copy. */
function Code({ text }: { text: string }) {
  return (
    <div className="relative mb-4">
      <pre className="max-h-80 overflow-auto rounded-card bg-sunken p-3 pr-14 font-mono text-[0.8125rem] leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere]">
        {text}
      </pre>
      <CopyButton text={text} className="absolute top-2 right-2" />
    </div>
  );
}

const COPIED_SHOWN_MS = 1_500;

/** Copies a text. Over plain HTTP on another host browsers have no clipboard; then there is no button. */
export function CopyButton({ text, className = '' }: { text: string; className?: string }) {
  const [isCopied, setCopied] = useState(false);
  if (!('clipboard' in navigator)) return null;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      return announce('The browser did not let it be copied');
    }
    setCopied(true);
    setTimeout(() => setCopied(false), COPIED_SHOWN_MS);
  };
  const Sign = isCopied ? Check : Copy;
  return (
    <button type="button" className={`button size-9 min-h-0 p-0 print:hidden ${className}`} onClick={() => void copy()}>
      <Sign className="size-4" aria-hidden="true" />
      <span className="sr-only">{isCopied ? 'Copied' : 'Copy'}</span>
    </button>
  );
}
