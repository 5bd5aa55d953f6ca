import { readFileSync } from 'node:fs';

/** `REDIS_URL`, or what stands in the file `REDIS_URL_FILE`; undefined when neither is set. */
export function redisUrlOfEnvironment(): string | undefined {
  const { REDIS_URL: url, REDIS_URL_FILE: file } = process.env;
  if (url) return url;
  return file ? readFileSync(file, 'utf8').trim() : undefined;
}
