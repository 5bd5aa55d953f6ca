import { followStream } from '@stockade/client';
import { useEffect, useEffectEvent } from 'react';
import { openStream } from '../../api/clients.js';
import { onLogin } from '../../session/session.js';

interface Following {
  /** Of the operations service. */
  path: string;
  /** Whether there is something to follow. */
  isOn: boolean;
  /** Called with the data of each event. */
  onProgress: (data: string) => void;
  /** Called when the service has no more to say, and when it has not got what is followed. */
  onOver: () => void;
}

/**
 * Follows a job or an audit while it is shown and this tab is seen: a browser has six connections to one origin, for all its
 * tabs together.
 */
export function useFollow({ path, isOn, onProgress, onOver }: Following): void {
  const tell = useEffectEvent(onProgress);
  const end = useEffectEvent(onOver);
  useEffect(() => {
    if (!isOn) return;
    let connection = new AbortController();
    const look = () => {
      connection.abort();
      if (document.hidden) return;
      connection = new AbortController();
      void followStream({
        open: (headers, signal) => openStream('operations', path, headers, signal),
        onEvent: ({ data }) => tell(data),
        onState({ is }) {
          if (is === 'over' || is === 'refused') end();
        },
        signal: connection.signal,
      });
    };
    look();
    document.addEventListener('visibilitychange', look);
    const endOnLogin = onLogin(look);
    return () => {
      connection.abort();
      endOnLogin();
      document.removeEventListener('visibilitychange', look);
    };
  }, [path, isOn]);
}
