import { readFileSync } from 'node:fs';
import { connect, stockKey, WORKER } from './shop.mjs';

const redis = await connect(WORKER);
const products = JSON.parse(readFileSync(process.env['PRODUCTS_FILE'] ?? '', 'utf8'));
await Promise.all(Object.entries(products).map(([id, pieces]) => redis.set(stockKey(id), pieces)));
redis.disconnect();
