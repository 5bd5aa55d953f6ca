-- completed -> refunded, for a batch of orders whose charge the payment gateway has given back.
-- Per order all reading and checking comes before the first write.
--
-- KEYS  1 refund-initiated   2 index of all refunds   then for each order: order, its refund, index of its customer's refunds
-- ARGV  1 group   2 now, ms since 1970
--       then for each order: entry id, order id, customer id, amount in minor units, currency, reason
-- Returns  for each order: 'refunded',
--   'duplicate'      this delivery was settled before; nothing was touched
--   'not-completed'  the order is not, or not any more, completed; the entry is acknowledged
-- Emits  nothing
local refund_initiated, refunds = KEYS[1], KEYS[2]
local group, now_ms = ARGV[1], ARGV[2]
local KEYS_PER_ORDER, ARGS_PER_ORDER = 3, 6

local function settle(order, refund, refunds_of_customer, entry_id, order_id, customer_id, amount, currency, reason)
  local completed = redis.call('HGET', order, 'status') == 'completed' and redis.call('HEXISTS', refund, 'status') == 0
  -- A key that holds something else fails here and not half-way.
  redis.call('ZCARD', refunds_of_customer)
  if redis.call('XACK', refund_initiated, group, entry_id) == 0 then return 'duplicate' end
  if not completed then return 'not-completed' end

  redis.call('HSET', order, 'status', 'refunded', 'refunded_at', now_ms, 'updated_at', now_ms)
  redis.call('HSET', refund, 'order_id', order_id, 'customer_id', customer_id, 'amount', amount, 'currency', currency,
    'reason', reason, 'status', 'refunded', 'created_at', now_ms)
  redis.call('ZADD', refunds, 0, order_id)
  redis.call('ZADD', refunds_of_customer, 0, order_id)
  return 'refunded'
end

redis.call('ZCARD', refunds)

local outcomes = {}
for i = 1, (#ARGV - 2) / ARGS_PER_ORDER do
  local key, arg = 2 + (i - 1) * KEYS_PER_ORDER, 2 + (i - 1) * ARGS_PER_ORDER
  outcomes[i] = settle(KEYS[key + 1], KEYS[key + 2], KEYS[key + 3], unpack(ARGV, arg + 1, arg + ARGS_PER_ORDER))
end
return outcomes
