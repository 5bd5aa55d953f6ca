import type { OrderView } from '@stockade/contracts';
import { waitUntil } from '@stockade/testing';
import type { Client } from '../client.js';
import type { ComposeStack } from './compose-stack.js';

/** Two silent seconds, an election, and a slow machine. */
export const FAILOVER_MAX_MS = 30_000;

/** Orders one piece, again and again until that is taken; resolves with the id of the order. */
export function untilTaken(stack: ComposeStack, customer: Client, product_id: string): Promise<string> {
  const taken = async () => {
    const order = { product_id, quantity: 1 };
    const { status, body } = await customer.request<OrderView>('POST', `${stack.urls.store}/orders`, order);
    return status === 201 && body.order_id;
  };
  return waitUntil(taken, { what: 'an order to be taken', deadlineMs: FAILOVER_MAX_MS });
}

/** What redis-cli prints in the container of a server, as the operator. */
export function redisCli(stack: ComposeStack, service: string, command: string): Promise<string> {
  const login = 'REDISCLI_AUTH=$(cat /run/stockade/operator-password)';
  return stack.exec(service, 'sh', '-c', `${login} redis-cli --user operator ${command}`);
}
