import { runService } from '@stockade/service';
import { operations } from './service.js';

await runService(operations);
