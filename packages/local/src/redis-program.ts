/** How to run a Redis server: a program of this machine, or a container image. */
export type RedisProgram = { kind: 'binary'; path: string } | { kind: 'docker'; image: string };

/** Scripts with READONLY commands, multi-part AOF and `XAUTOCLAIM`'s deleted ids came with 7.0; any Valkey has them. */
export const REDIS_MAJOR_MIN = 7;

/** Names a program: a path, or `docker:redis:8`. Set it to choose the Redis that the tests and `npm start` run. */
export const REDIS_PROGRAM_VARIABLE = 'STOCKADE_REDIS_SERVER';

const DOCKER_PREFIX = 'docker:';

/** Writes a program as the value of `STOCKADE_REDIS_SERVER`, which `parseRedisProgram` reads in another process. */
export function formatRedisProgram(program: RedisProgram): string {
  return program.kind === 'docker' ? `${DOCKER_PREFIX}${program.image}` : program.path;
}

export function parseRedisProgram(text: string): RedisProgram {
  if (text.startsWith(DOCKER_PREFIX)) return { kind: 'docker', image: text.slice(DOCKER_PREFIX.length) };
  return { kind: 'binary', path: text };
}
