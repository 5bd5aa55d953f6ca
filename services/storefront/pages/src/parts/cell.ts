import { useSyncExternalStore } from 'react';

/** A value that components and other code share. */
export interface Cell<Value> {
  get(): Value;
  set(value: Value): void;
  /** Calls back after each change. Returns the end of it. */
  subscribe(listener: () => void): () => void;
  /** The value in a component, which renders anew when it changes. */
  use(): Value;
}

export function makeCell<Value>(initial: Value): Cell<Value> {
  let current = initial;
  const listeners = new Set<() => void>();
  const get = () => current;
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  };
  return {
    get,
    set(value) {
      if (Object.is(value, current)) return;
      current = value;
      for (const listener of listeners) listener();
    },
    subscribe,
    use: () => useSyncExternalStore(subscribe, get, get),
  };
}
