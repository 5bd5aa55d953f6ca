import { runOperations } from './command/run-operations.js';
import { redisUrlOfEnvironment } from './config.js';

/** The command line outside the workspace, as in a container. */
process.exitCode = await runOperations(process.argv.slice(2), redisUrlOfEnvironment);
