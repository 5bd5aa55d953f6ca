import { runProgram } from '@stockade/service';
import { storefrontConfig } from './config.js';
import { startStorefront } from './storefront.js';

await runProgram({ name: 'storefront', readConfig: () => storefrontConfig(), start: startStorefront });
