import { readFileSync } from 'node:fs';
import { openShop } from './shop.mjs';

const shop = openShop();
await shop.makeTables();
await shop.seed(JSON.parse(readFileSync(process.env['PRODUCTS_FILE'] ?? '', 'utf8')));
await shop.close();
