import { runService } from '@stockade/service';
import { warehouse } from './service.js';

await runService(warehouse);
