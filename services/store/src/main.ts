import { runService } from '@stockade/service';
import { store } from './service.js';

await runService(store);
