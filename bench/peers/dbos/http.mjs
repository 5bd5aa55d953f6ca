// Accepts orders, each as a workflow that charges, reserves, and refunds what is short. DBOS keeps the input of a workflow, the
// outcome of each of its steps and its result; a step may be repeated after a crash, so each is idempotent.
import { DBOS } from '@dbos-inc/dbos-sdk';
import { serve } from '../parts/front.mjs';
import { makeProvider } from '../parts/provider.mjs';
import { APPLICATION, makePool, openShop, WORKFLOW } from './shop.mjs';

/**
 * A provider or a database that is away for a while fails no order: between two tries lies at most as much as this.
 * https://docs.dbos.dev/typescript/tutorials/step-tutorial#configurable-retries
 */
const RETRIES = { retriesAllowed: true, intervalSeconds: 0.05, backoffRate: 1.5, maxAttempts: 40 };

const provider = makeProvider();
const shop = openShop();
const systemDatabasePool = makePool({ connectionString: process.env['DATABASE_URL'] });

/** @param {import('../parts/front.mjs').Order} order */
async function decide(order) {
  await DBOS.runStep(() => provider.charge(order.id, order.amount), { ...RETRIES, name: 'charge' });
  const isReserved = await DBOS.runStep(() => shop.reserve(order), { ...RETRIES, name: 'reserve' });
  if (isReserved) return 'completed';
  const giveBack = async () => {
    await provider.refund(order.id);
    await shop.refunded(order);
  };
  await DBOS.runStep(giveBack, { ...RETRIES, name: 'refund' });
  return 'refunded';
}

const orderWorkflow = DBOS.registerWorkflow(decide, { name: WORKFLOW });

// https://docs.dbos.dev/typescript/reference/configuration
DBOS.setConfig({
  name: APPLICATION,
  systemDatabaseUrl: process.env['DATABASE_URL'],
  // A pool of our own for its handlers of errors, which the documentation recommends.
  systemDatabasePool,
  // What it had in hand when it was killed is taken up under the same names: https://docs.dbos.dev/production/workflow-recovery
  executorID: 'shop-1',
  applicationVersion: '1',
  logLevel: 'error',
  tracingEnabled: false,
});
await DBOS.launch();

await serve({
  // It is on the disk when this resolves, and a key that was sent before starts nothing:
  // https://docs.dbos.dev/typescript/tutorials/workflow-tutorial#workflow-ids-and-idempotency
  accept: async (order) => void (await DBOS.startWorkflow(orderWorkflow, { workflowID: order.id })(order)),
  async status(id) {
    const decided = await shop.status(id);
    if (decided !== undefined) return decided;
    return (await DBOS.getWorkflowStatus(id)) === null ? undefined : 'placed';
  },
  async close() {
    await DBOS.shutdown();
    await systemDatabasePool.end();
    await shop.close();
  },
});
