import { useEffect, useEffectEvent } from 'react';
import { followAnew } from '../../live/follow-anew.js';

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
    let following = new AbortController();
    const look = () => {
      following.abort();
      if (document.hidden) return;
      following = new AbortController();
      followAnew(
        {
          service: 'operations',
          path,
          onEvent: ({ data }) => tell(data),
          onState({ is }) {
            if (is === 'over' || is === 'refused') end();
          },
        },
        following.signal,
      );
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      following.abort();
      document.removeEventListener('visibilitychange', look);
    };
  }, [path, isOn]);
}
