import type { OrderView, Page, ProductView } from '@stockade/contracts';
import { waitUntil } from '@stockade/testing';
import { newCustomer } from '../client.js';
import type { NpmStart } from './rig.js';

/** Two silent seconds, an election, a server that comes back, and a slow machine. */
export const FAILOVER_MAX_MS = 30_000;

/** A new customer of a run that is ready. */
export async function customerOf(npm: NpmStart) {
  const at = (name: string) => `http://127.0.0.1:${npm.env()[name]}`;
  const urls = { store: at('STORE_PORT'), warehouse: at('WAREHOUSE_PORT'), refund: at('REFUND_PORT') };
  const customer = await newCustomer({ urls });
  const { body: products } = await customer.request<Page<ProductView>>('GET', `${urls.warehouse}/products`);
  const product_id = products.items.find(({ stock_quantity }) => stock_quantity > 5)?.id;
  return {
    ...customer,
    /** Orders one piece, again and again until that is taken; resolves with the id of the order. */
    async untilTaken(): Promise<string> {
      const taken = async () => {
        const order = { product_id, quantity: 1 };
        const { status, body } = await customer.request<OrderView>('POST', `${urls.store}/orders`, order);
        return status === 201 && body.order_id;
      };
      return waitUntil(taken, { what: 'an order to be taken', deadlineMs: FAILOVER_MAX_MS });
    },
  };
}
