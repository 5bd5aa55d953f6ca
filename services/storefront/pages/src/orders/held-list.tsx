import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, type ReactNode } from 'react';
import { KEYS } from '../api/queries.js';
import { held, waiting } from '../live/held.js';

interface HeldListProps {
  /** Whether it lists only some orders: what moved meanwhile may be none of them. */
  isFiltered?: boolean;
  children: ReactNode;
}

/** A list whose rows stay where they are while somebody points at one; what is new waits above. */
export function HeldList({ isFiltered = false, children }: HeldListProps) {
  const queries = useQueryClient();
  const { size } = waiting.use();
  function show() {
    if (waiting.get().size === 0) return;
    waiting.set(new Set());
    void queries.invalidateQueries({ queryKey: KEYS.orderLists });
  }
  function release() {
    held.set(false);
    show();
  }
  const leave = useEffectEvent(release);
  useEffect(() => () => leave(), []);
  return (
    <div
      // Not onPointerEnter: React misses it when what was under the pointer has just been removed.
      onPointerOver={() => held.set(true)}
      onPointerLeave={release}
      onFocus={() => held.set(true)}
      onBlur={release}
    >
      {size > 0 && (
        <div className="mb-3 text-center">
          <button type="button" className="chip" onClick={show}>
            ↑ {size.toLocaleString()} {isFiltered ? 'moved elsewhere: look again' : 'new'}
          </button>
        </div>
      )}
      {children}
    </div>
  );
}
