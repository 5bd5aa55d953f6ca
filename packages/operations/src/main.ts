import { runOperations } from './command/run-operations.js';
import { redisUrlOfEnvironment } from './config.js';

/** The command line where there is no workspace around it, as in a container. */
process.exitCode = await runOperations(process.argv.slice(2), () => {
  const url = redisUrlOfEnvironment();
  if (url === undefined) throw new Error('set REDIS_URL or REDIS_URL_FILE');
  return url;
});
