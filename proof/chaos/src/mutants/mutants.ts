import { HA_MUTANTS } from './ha-mutants.js';
import type { Mutant } from './mutant.js';

const PLACE = 'services/store/src/lua/place-order.lua';
const RESERVE = 'services/warehouse/src/lua/reserve-stock.lua';
const FENCE = "if not is_pending(order.entry_id) then return 'duplicate' end";
const GUARD = "if decided then return 'duplicate' end";
const COMPLETE = 'services/store/src/lua/complete-order.lua';
/** Where an entry is noted for the one XACK at the end of the script. */
const SETTLED = 'settled[#settled + 1] = entry_id';
const SETTLED_ORDER = 'settled[#settled + 1] = order.entry_id';
/** Whether a script asks for the rights that it needs, before it writes anything. */
const RIGHTS_OF_ORDERS = "not redis.acl_check_cmd('HSET', KEYS[3], 'status', 'completed')";
const RIGHTS_OF_RESERVATIONS = 'not may_write';
const ON_COMPLETED = 'services/warehouse/dist/on-order-completed.js';
const ON_PLACED = 'services/store/dist/on-order-placed.js';
const BOUNDS = 'packages/streams/dist/bounds.js';

/** Housekeeping comes often enough to do its damage within a short run. */
const HASTY_HOUSEKEEPING = { file: BOUNDS, from: 'housekeepingIntervalMs: 10_000', to: 'housekeepingIntervalMs: 100' };

export const MUTANTS: readonly Mutant[] = [
  ...HA_MUTANTS,
  {
    key: 'ignored-key',
    name: 'an idempotency key that nobody looks at',
    patches: [{ file: PLACE, from: 'if record and record[2] then', to: 'if false then' }],
    faults: ['kill-service', 'kill-redis', 'cut-connections'],
    caughtBy: ['accepted-exists-once'],
  },
  {
    key: 'no-fence',
    name: 'neither fence nor business guard',
    patches: [
      { file: RESERVE, from: FENCE, to: '' },
      { file: RESERVE, from: GUARD, to: '' },
    ],
    faults: ['lose-group', 'cut-connections'],
    caughtBy: ['stock-reserved', 'reserved-xor-refunded', 'one-event-per-change'],
  },
  {
    key: 'no-guard',
    name: 'no business guard',
    patches: [{ file: RESERVE, from: GUARD, to: '' }],
    faults: ['lose-group'],
    caughtBy: ['stock-reserved', 'reserved-xor-refunded', 'one-event-per-change'],
  },
  {
    key: 'ack-first',
    name: 'XACK before the effect',
    patches: [
      { file: RESERVE, from: FENCE, to: '' },
      {
        file: ON_COMPLETED,
        from: 'const words = await reserve(deliveries,',
        to: `await redis.xAck(partition.orderCompleted, 'warehouse', deliveries.map(({ id }) => id));
            // As long as an effect takes that is more than one script.
            await new Promise((resolve) => setTimeout(resolve, 300));
            const words = await reserve(deliveries,`,
      },
    ],
    faults: ['kill-service', 'kill-redis'],
    caughtBy: ['stuck-unreserved'],
  },
  {
    key: 'complete-acks-first',
    name: 'complete-order.lua acknowledges first',
    patches: [
      { file: COMPLETE, from: SETTLED, to: "redis.call('XACK', order_placed, group, entry_id)" },
      { file: COMPLETE, from: RIGHTS_OF_ORDERS, to: 'false' },
    ],
    faults: ['deny-command'],
    caughtBy: ['stuck-pending'],
  },
  {
    key: 'reserve-acks-first',
    name: 'reserve-stock.lua acknowledges first',
    patches: [
      { file: RESERVE, from: SETTLED_ORDER, to: "redis.call('XACK', order_completed, group, order.entry_id)" },
      { file: RESERVE, from: RIGHTS_OF_RESERVATIONS, to: 'false' },
    ],
    faults: ['deny-command'],
    caughtBy: ['stuck-unreserved'],
  },
  {
    key: 'event-outside',
    name: 'XADD outside the script',
    patches: [
      {
        file: COMPLETE,
        from: "redis.call('XADD', order_completed, '*', 'subject', order_id, 'event', event)",
        to: 'entry_id',
      },
      {
        file: ON_PLACED,
        from: "if (word === 'cancelled')",
        to: `if (word === 'completed') {
            await redis.xAdd(keys.orderCompleted, '*', { subject: data.order_id, event: completed });
          }
          if (word === 'cancelled')`,
      },
    ],
    faults: ['kill-service', 'kill-redis', 'cut-connections'],
    caughtBy: ['stuck-unreserved', 'one-event-per-change'],
  },
  {
    key: 'consumers-removed',
    name: 'consumers removed with what is pending for them',
    patches: [
      HASTY_HOUSEKEEPING,
      { file: BOUNDS, from: 'consumerSilentMs: 600_000', to: 'consumerSilentMs: 300' },
      { file: 'packages/streams/src/lua/remove-dead-consumers.lua', from: 'consumer.pending == 0 and ', to: '' },
    ],
    faults: ['kill-service', 'freeze-service'],
    caughtBy: ['stuck-pending', 'stuck-unreserved'],
  },
  {
    key: 'group-at-end',
    name: 'the group created at the end of the stream',
    patches: [{ file: 'packages/streams/dist/reader.js', from: "group, '0'", to: "group, '$'" }],
    faults: ['lose-group'],
    caughtBy: ['stuck-pending', 'stuck-unreserved'],
  },
  {
    key: 'trimmed-by-length',
    name: 'trimmed by length',
    patches: [
      HASTY_HOUSEKEEPING,
      {
        file: 'packages/streams/src/lua/trim-acknowledged.lua',
        from: "return redis.call('XTRIM', stream, 'MINID', '~', keep_from)",
        to: "return redis.call('XTRIM', stream, 'MAXLEN', 10)",
      },
    ],
    faults: ['kill-service', 'freeze-service'],
    caughtBy: ['stuck-pending', 'stuck-unreserved'],
  },
  {
    key: 'check-then-take',
    name: 'stock checked first and taken later',
    patches: [
      {
        file: RESERVE,
        from: 'local order = take_order()',
        to: `local order = take_order()
          order.in_stock = ARGV[#ARGV]:sub(#outcomes + 1, #outcomes + 1) == '1'`,
      },
      { file: RESERVE, from: 'while next_arg <= #ARGV do', to: 'while next_arg < #ARGV do' },
      {
        file: ON_COMPLETED,
        from: 'return reserveStock.run(redis, call.keys, call.args);',
        to: `return Promise.all(deliveries.map(async ({ event }) => {
              const available = await Promise.all(event.data.lines.map(({ product_id }) => redis.hGet(partition.stock(product_id), 'available')));
              return event.data.lines.every(({ quantity }, i) => Number(available[i]) >= quantity) ? '1' : '0';
            })).then((checks) => {
              call.args.push(checks.join(''));
              return reserveStock.run(redis, call.keys, call.args);
            });`,
      },
    ],
    faults: [],
    caughtBy: ['never-negative', 'stock-balance'],
  },
  {
    key: 'refund-twice',
    name: 'refund without guard',
    patches: [
      {
        file: 'services/provider/dist/ledger.js',
        from: 'account === undefined || account.givenBack < account.charged',
        to: 'true',
      },
      { file: 'services/provider/dist/accounts.js', from: 'account.givenBack > account.charged', to: 'false' },
    ],
    faults: ['kill-service', 'lose-group', 'cut-connections', 'provider-silent'],
    caughtBy: ['gateway-net'],
  },
  {
    key: 'silence-approves',
    name: 'a payment provider that does not answer taken for one that approves',
    patches: [
      { file: ON_PLACED, from: 'paymentMethod }, signal);', to: "paymentMethod }, signal).catch(() => 'approved');" },
    ],
    faults: ['kill-provider'],
    caughtBy: ['gateway-net'],
  },
];
