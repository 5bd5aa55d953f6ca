import { runOperations } from './command/run-operations.js';
import { placesOfEnvironment } from './config.js';

/** The command line outside the workspace, as in a container. */
process.exitCode = await runOperations(process.argv.slice(2), placesOfEnvironment);
