import { runService } from '@stockade/service';
import { lab } from './service.js';

await runService(lab);
