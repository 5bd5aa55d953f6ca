import { makeLogger, run } from '@stockade/service';
import { settingsOrExit } from '@stockade/settings';
import { refundConfig } from './config.js';
import { startRefund } from './service.js';

const config = settingsOrExit('refund', refundConfig);
const logger = makeLogger('refund', config.LOG_LEVEL);

await run(logger, () => startRefund(config, logger));
