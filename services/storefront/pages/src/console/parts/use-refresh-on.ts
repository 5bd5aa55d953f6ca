import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import { refresh } from '../../live/refresh.js';

/** Reads queries again when a signal changes; null while it is not known yet. */
export function useRefreshOn(queryKey: QueryKey, signal: string | number | null): void {
  const queries = useQueryClient();
  const seen = useRef(signal);
  const take = useEffectEvent((now: string | number | null) => {
    if (now === null || now === seen.current) return;
    if (seen.current !== null) refresh(queries, { queryKey });
    seen.current = now;
  });
  useEffect(() => take(signal), [signal]);
}
