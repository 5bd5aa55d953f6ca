import { followStream, type ServiceName, type StreamOptions } from '@stockade/client';
import { openStream } from '../api/clients.js';
import { onLogin } from '../session/session.js';

interface Followed extends Pick<StreamOptions, 'onEvent' | 'onState'> {
  service: ServiceName;
  path: string;
}

/**
 * Follows a stream of whoever is logged in until the signal aborts. Once a session has ended the stream refuses it for good, so
 * a login follows anew. Returns what connects anew at once.
 */
export function followAnew({ service, path, onEvent, onState }: Followed, end: AbortSignal): () => void {
  let connection = new AbortController();
  const connect = () => {
    connection.abort();
    connection = new AbortController();
    void followStream({
      open: (headers, signal) => openStream(service, path, headers, signal),
      onEvent,
      onState,
      signal: connection.signal,
    });
  };
  const endOnLogin = onLogin(connect);
  end.addEventListener('abort', () => {
    endOnLogin();
    connection.abort();
  });
  connect();
  return connect;
}
