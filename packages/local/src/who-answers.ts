import { connect } from 'node:net';

const ANSWER_TIMEOUT_MS = 1_000;

/**
 * The process id, as it sees itself, of the Redis that answers PING with PONG on this port of 127.0.0.1; undefined
 * when none does, or one that is still loading its data. A PONG alone would not tell our server from another one that
 * had taken the port. Speaks the inline protocol, because a client would reconnect while the server is coming up.
 */
export function whoAnswers(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: ANSWER_TIMEOUT_MS }).setEncoding('latin1');
    let reply = '';
    const give = (pid?: number) => {
      socket.destroy();
      resolve(pid);
    };
    socket.once('connect', () => socket.write('INFO server\r\nPING\r\n'));
    socket.on('data', (chunk: string) => {
      reply += chunk;
      const pid = /process_id:(\d+)[^]*\+PONG/.exec(reply)?.[1];
      if (pid !== undefined) give(Number(pid));
      else if (reply.includes('-LOADING')) give();
    });
    socket.once('timeout', () => give());
    socket.once('error', () => give());
    socket.once('close', () => give());
  });
}
