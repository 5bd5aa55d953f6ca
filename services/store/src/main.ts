import { configOrExit, makeLogger, run } from '@stockade/service-kit';
import { storeConfig } from './config.js';
import { startStore } from './service.js';

const config = configOrExit('store', storeConfig);
const logger = makeLogger('store', config.LOG_LEVEL);

await run(logger, () => startStore(config, logger));
