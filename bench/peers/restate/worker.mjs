// The services, which the server calls: an order charges, reserves, and gives back what is short; a product keeps its stock.
import { createServer } from 'node:http2';
import * as restate from '@restatedev/restate-sdk';
import { makeProvider } from '../parts/provider.mjs';
import { AVAILABLE, connectTo, DECISION, ORDER, STOCK } from './shop.mjs';
import { provideWithResolvers } from './with-resolvers.mjs';

const REGISTERED = [200, 201, 409];
const PORT = Number(process.env['PORT']);
/** An invocation is tried again sooner than by default: https://docs.restate.dev/services/configuration#retries */
const RETRY_POLICY = { initialInterval: { milliseconds: 50 }, exponentiationFactor: 2, maxInterval: { seconds: 2 } };

provideWithResolvers();
const provider = makeProvider();

const stock = restate.object({
  name: STOCK,
  handlers: {
    /** @param {restate.ObjectContext} ctx @param {number} pieces */
    async add(ctx, pieces) {
      ctx.set(AVAILABLE, ((await ctx.get(AVAILABLE)) ?? 0) + pieces);
    },
    /** @param {restate.ObjectContext} ctx @param {number} pieces @returns {Promise<boolean>} */
    async reserve(ctx, pieces) {
      const available = (await ctx.get(AVAILABLE)) ?? 0;
      if (available < pieces) return false;
      ctx.set(AVAILABLE, available - pieces);
      return true;
    },
  },
  options: { retryPolicy: RETRY_POLICY },
});

const order = restate.workflow({
  name: ORDER,
  handlers: {
    /** @param {restate.WorkflowContext} ctx @param {import('../parts/front.mjs').Order} request */
    async run(ctx, { id, items, amount }) {
      await ctx.run('charge', () => provider.charge(id, amount));
      const undo = [];
      let isReserved = true;
      for (const { product_id, quantity } of items) {
        const product = ctx.objectClient(stock, product_id);
        isReserved = await product.reserve(quantity);
        if (!isReserved) break;
        undo.push(() => product.add(quantity));
      }
      const status = isReserved ? 'completed' : 'refunded';
      if (!isReserved) {
        for (const step of undo.toReversed()) await step();
        await ctx.run('refund', () => provider.refund(id));
      }
      ctx.set(DECISION, { status, items });
      return status;
    },
  },
  options: { retryPolicy: RETRY_POLICY },
});

// In both directions at once, over HTTP/2: https://docs.restate.dev/develop/ts/serving
const server = createServer(restate.createEndpointHandler({ services: [order, stock] }));
await new Promise((resolve) => server.listen(PORT, '127.0.0.1', () => resolve(undefined)));

// https://docs.restate.dev/services/versioning
const admin = connectTo('RESTATE_ADMIN');
const { status, text } = await admin.post('/deployments', { uri: `http://127.0.0.1:${PORT}`, force: false });
if (!REGISTERED.includes(status)) throw new Error(`the deployment is not registered, ${status}: ${text}`);
await admin.close();

console.log('ready');
process.once('SIGTERM', () => process.exit(0));
