import { configOrExit, makeLogger, run } from '@stockade/service-kit';
import { warehouseConfig } from './config.js';
import { startWarehouse } from './service.js';

const config = configOrExit('warehouse', warehouseConfig);
const logger = makeLogger('warehouse', config.LOG_LEVEL);

await run(logger, () => startWarehouse(config, logger));
