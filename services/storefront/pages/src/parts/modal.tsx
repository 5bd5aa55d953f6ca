import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';

interface ModalProps {
  title: string;
  onClose: () => void;
  /** `side`: along the right edge, as a cart. */
  place?: 'middle' | 'side';
  children: ReactNode;
}

const PLACES = {
  middle: 'm-auto w-[min(28rem,calc(100vw-2rem))] rounded-card',
  side: 'ml-auto mr-0 my-0 h-dvh max-h-dvh w-[min(27rem,100vw)]',
};

/**
 * A dialog over the page. The browser keeps the focus in it, and gives it back when it is closed. It begins at what has
 * `data-begin`, or at the button that closes it.
 */
export function Modal({ title, onClose, place = 'middle', children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const opener = useRef<Element | null>(null);
  const heading = useId();
  useEffect(() => {
    const shown = dialog.current;
    opener.current ??= document.activeElement;
    if (shown && !shown.open) {
      shown.showModal();
      shown.querySelector<HTMLElement>('[data-begin]')?.focus();
    }
    return () => {
      // One that is taken away gives nothing back by itself.
      if (document.activeElement === document.body && opener.current instanceof HTMLElement) opener.current.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={heading}
      className={`border border-line bg-raised p-0 shadow-card ${PLACES[place]}`}
      onClose={onClose}
      // A press beside it, where the browser knows that.
      closedby="any"
    >
      <div className="flex h-full flex-col">
        <div className="flex items-center justify-between border-b border-line px-5 py-3">
          <h2 id={heading} className="text-lg font-semibold">
            {title}
          </h2>
          <button type="button" className="button size-10 p-0" onClick={() => dialog.current?.close()}>
            <X className="size-5" aria-hidden="true" />
            <span className="sr-only">Close</span>
          </button>
        </div>
        <div className="min-h-0 grow overflow-y-auto p-5">{children}</div>
      </div>
    </dialog>
  );
}
