// Accepts orders: each is sent to the server as a workflow under its key.
import { serve } from '../parts/front.mjs';
import { connectTo, ORDER } from './shop.mjs';

const SENT = [200, 202];
const OK = 200;
const NOT_FOUND = 404;
const NOT_READY = 470;

const ingress = connectTo('RESTATE_INGRESS');

await serve({
  // It answers once the log has it, and to a key that was sent before says which invocation that is:
  // https://docs.restate.dev/services/invocation/http#sending-messages
  async accept(order) {
    const { status, text } = await ingress.post(`/restate/send/${ORDER}/${order.id}/run`, order);
    if (!SENT.includes(status)) throw new Error(`the ingress answered ${status}: ${text}`);
  },
  // https://docs.restate.dev/services/invocation/http#attach-to-an-invocation
  async status(id) {
    const target = { target: 'workflow', workflowName: ORDER, workflowKey: id };
    const { status, text } = await ingress.post('/restate/output', target);
    if (status === OK) return JSON.parse(text);
    if (status === NOT_FOUND) return undefined;
    if (status === NOT_READY) return 'placed';
    throw new Error(`the ingress answered ${status}: ${text}`);
  },
  close: () => ingress.close(),
});
