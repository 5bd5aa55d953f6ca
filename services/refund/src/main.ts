import { runService } from '@stockade/service';
import { refund } from './service.js';

await runService(refund);
