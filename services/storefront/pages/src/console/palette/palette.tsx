import { useEffect, useEffectEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { Modal } from '../../parts/modal.js';
import { ChoiceList } from './choice-list.js';
import { choiceOf, withKeys } from './choices.js';

/** Two keys belong together when they come within so long. */
const PAIR_MS = 1_000;
type Shown = 'nothing' | 'choices' | 'keys';

/** What the keyboard does for admins: Ctrl-K opens a list of everything, `?` one of the keys. */
export function Palette() {
  const [shown, show] = useState<Shown>('nothing');
  const [, go] = useLocation();
  const onChoice = useEffectEvent((keys: string) => choiceOf(keys)?.act(go));
  useEffect(() => listen(show, (keys) => onChoice(keys)), []);
  const close = () => show('nothing');
  if (shown === 'choices')
    return (
      <Modal title="What next?" onClose={close}>
        <ChoiceList
          onChosen={(choice) => {
            close();
            choice.act(go);
          }}
        />
      </Modal>
    );
  return shown === 'keys' ? (
    <Modal title="Keys" onClose={close}>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-5 gap-y-2">
        <Key keys="Ctrl K" word="Everything, by its name" />
        <Key keys="?" word="These keys" />
        {withKeys.map(({ keys = '', word }) => (
          <Key key={keys} keys={keys} word={word} />
        ))}
      </dl>
    </Modal>
  ) : null;
}

function Key({ keys, word }: { keys: string; word: string }) {
  return (
    <>
      <dt>
        <kbd className="rounded-md border border-line bg-sunken px-2 py-0.5 font-mono text-sm">{keys}</kbd>
      </dt>
      <dd>{word}</dd>
    </>
  );
}

function listen(show: (shown: Shown) => void, choose: (keys: string) => void): () => void {
  let first: { key: string; at: number } | null = null;
  const onKey = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      return show('choices');
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
    if (event.key === '?') return show('keys');
    const isSecond = first !== null && first.key === 'g' && event.timeStamp - first.at < PAIR_MS;
    first = isSecond ? null : { key: event.key, at: event.timeStamp };
    choose(isSecond ? `g ${event.key}` : event.key);
  };
  addEventListener('keydown', onKey);
  return () => removeEventListener('keydown', onKey);
}

/** Whether keys are for what has the focus: somebody types, or a dialog is open. */
function isBusy(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable], dialog') !== null;
}
