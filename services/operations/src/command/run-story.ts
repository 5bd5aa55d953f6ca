import type { OrderStory } from '@stockade/contracts';
import { makeShopLetters, makeTellOrder } from '@stockade/operations';
import { makePaymentGateway } from '@stockade/payment';
import { toOutsideProvider } from '../outside-provider.js';
import type { CommandContext } from './context.js';
import { formatStory } from './format-story.js';
import type { Command } from './parse-command.js';

/** Tells everything that is known of an order. */
export async function runStory(
  { json, id }: Extract<Command, { name: 'story' }>,
  { redis, keys, provider, terminal, stop }: CommandContext,
): Promise<number> {
  const gateway = provider ?? makePaymentGateway({ redis, keys });
  const story = await makeTellOrder({
    redis,
    keys,
    letters: makeShopLetters(redis, keys),
    findPayment: (orderId) => gateway.find(orderId, stop),
    provider: async () => provider && toOutsideProvider(provider, stop),
    // The command sends no spans, and its terminal says nothing of them.
    exportsTraces: false,
  })(id);
  if (story === null) {
    terminal.note(`there is no order ${id}\n`);
    return 1;
  }
  terminal.print(json ? JSON.stringify(story) : formatStory(story, keys.partitions.length));
  return isWell(story) ? 0 : 1;
}

const isWell = ({ money, dead_letters, findings, gaps }: OrderStory) =>
  money?.is_right !== false && dead_letters.length + findings.length + gaps.length === 0;
