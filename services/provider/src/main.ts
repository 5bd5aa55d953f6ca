import { runProgram } from '@stockade/service';
import { providerConfig } from './config.js';
import { startProvider } from './provider.js';

await runProgram({ name: 'payment-provider', readConfig: () => providerConfig(), start: startProvider });
