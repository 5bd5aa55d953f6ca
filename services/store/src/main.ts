import { makeLogger, run } from '@stockade/service';
import { settingsOrExit } from '@stockade/settings';
import { storeConfig } from './config.js';
import { startStore } from './service.js';

const config = settingsOrExit('store', storeConfig);
const logger = makeLogger('store', config.LOG_LEVEL);

await run(logger, () => startStore(config, logger));
