import { configOrExit, makeLogger, run } from '@stockade/service-kit';
import { refundConfig } from './config.js';
import { startRefund } from './service.js';

const config = configOrExit('refund', refundConfig);
const logger = makeLogger('refund', config.LOG_LEVEL);

await run(logger, () => startRefund(config, logger));
