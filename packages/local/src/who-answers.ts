import { connect } from 'node:net';

const ANSWER_TIMEOUT_MS = 1_000;

/**
 * The process id, as it sees itself, of the Redis that answers PING with PONG on this port of 127.0.0.1; undefined when none
 * does, or one that is still loading its data, or that wants another password. A PONG alone would not tell our server from
 * another one that had taken the port. Speaks the inline protocol, because a client would reconnect while the server is
 * coming up.
 */
export function whoAnswers(port: number, password?: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: ANSWER_TIMEOUT_MS }).setEncoding('latin1');
    let reply = '';
    const give = (pid?: number) => {
      socket.destroy();
      resolve(pid);
    };
    socket.once('connect', () =>
      socket.write(`${password === undefined ? '' : `AUTH ${password}\r\n`}INFO server\r\nPING\r\n`),
    );
    socket.on('data', (chunk: string) => {
      reply += chunk;
      const pid = /process_id:(\d+)[^]*\+PONG/.exec(reply)?.[1];
      if (pid !== undefined) give(Number(pid));
      else if (/^-(LOADING|NOAUTH|WRONGPASS)/m.test(reply)) give();
    });
    socket.once('timeout', () => give());
    socket.once('error', () => give());
    socket.once('close', () => give());
  });
}
