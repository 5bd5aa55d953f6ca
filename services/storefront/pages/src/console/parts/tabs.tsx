import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';

interface TabsProps<Name extends string> {
  /** What the tabs are about. */
  label: string;
  tabs: readonly { readonly name: Name; readonly word: string }[];
  chosen: Name;
  onChoose: (name: Name) => void;
  /** What the chosen tab shows. */
  children: ReactNode;
}

/**
 * Tabs by the pattern of the ARIA Authoring Practices Guide: one stop for Tab, arrows, Home and End go from one to the next and
 * choose it.
 */
export function Tabs<Name extends string>({ label, tabs, chosen, onChoose, children }: TabsProps<Name>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const idOf = (name: string) => `${id}-${name}`;
  const onKeyDown = (event: KeyboardEvent) => {
    const to = goesTo(
      event.key,
      tabs.findIndex(({ name }) => name === chosen),
      tabs.length,
    );
    const next = to === null ? undefined : tabs[to];
    if (next === undefined || hasModifier(event)) return;
    event.preventDefault();
    onChoose(next.name);
    list.current?.querySelector<HTMLElement>(`[id="${idOf(next.name)}"]`)?.focus();
  };
  return (
    <div>
      <div ref={list} role="tablist" aria-label={label} className="mb-4 flex overflow-x-auto border-b border-line">
        {tabs.map(({ name, word }) => (
          <button
            key={name}
            id={idOf(name)}
            type="button"
            role="tab"
            className="tab"
            aria-selected={name === chosen}
            aria-controls={idOf('panel')}
            tabIndex={name === chosen ? 0 : -1}
            onClick={() => onChoose(name)}
            onKeyDown={onKeyDown}
          >
            {word}
          </button>
        ))}
      </div>
      <div id={idOf('panel')} role="tabpanel" aria-labelledby={idOf(chosen)}>
        {children}
      </div>
    </div>
  );
}

const hasModifier = ({ altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent) => altKey || ctrlKey || metaKey || shiftKey;

/** The tab to which a key leads from another; null for any other key. */
function goesTo(key: string, from: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return (from + 1) % count;
    case 'ArrowLeft':
      return (from + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
