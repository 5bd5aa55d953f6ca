import { makeLogger, run } from '@stockade/service';
import { settingsOrExit } from '@stockade/settings';
import { warehouseConfig } from './config.js';
import { startWarehouse } from './service.js';

const config = settingsOrExit('warehouse', warehouseConfig);
const logger = makeLogger('warehouse', config.LOG_LEVEL);

await run(logger, () => startWarehouse(config, logger));
