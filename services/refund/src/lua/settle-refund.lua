-- completed -> refunded, for a batch of orders whose charge the payment gateway has given back. Everything is read first, so that
-- an unreadable order makes the script fail before it writes anything. Then each order gets its refund record and after that its
-- status, and one XACK for all settled entries comes last. Only the status makes an order refunded, so a refund record that a
-- stopped script left is written again.
--
-- KEYS  1 refund-initiated   2 index of all refunds   then for each order: order, its refund, index of its customer's refunds
-- ARGV  1 group   2 now, ms since 1970   3 first and 4 last of the entry ids
--       then for each order: entry id, order id, customer id, amount in minor units, currency, reason
-- Returns  for each order: 'refunded',
--   'duplicate'      this delivery was settled before; nothing was changed
--   'not-completed'  the order is not, or no longer, completed; the entry is acknowledged
-- Emits  nothing
local refund_initiated, refunds = KEYS[1], KEYS[2]
local group, now_ms, first_id, last_id = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local KEYS_PER_ORDER, ARGS_PER_ORDER = 3, 6
local orders = (#ARGV - 4) / ARGS_PER_ORDER

-- One XPENDING for the batch. Entries of others may lie in between, so one that it does not return is looked up alone.
local pending, settled = {}, {}
for _, entry in ipairs(redis.call('XPENDING', refund_initiated, group, first_id, last_id, 2 * orders)) do pending[entry[1]] = true end
local function is_pending(id) return pending[id] or #redis.call('XPENDING', refund_initiated, group, id, id, 1) > 0 end

-- Adds this event to the trace of its order; see packages/contracts/src/order-trace.ts. A missing or malformed trace is left as
-- it is: it must not hold up the order.
local function with_event(trace, id)
  local dash = trace and trace:find('-', 36, true)
  local first_ms = dash and tonumber(trace:sub(36, dash - 1))
  if not first_ms then return end
  local id_dash = id:find('-', 1, true)
  return 'trace', trace .. 'r' .. (id:sub(1, id_dash - 1) - first_ms) .. id:sub(id_dash)
end

-- The orders by key, updated as they are settled: two entries of a batch may belong to one order.
local found = {}
local function read(order, refund, refunds_of_customer)
  local status, completed_at, trace = unpack(redis.call('HMGET', order, 'status', 'completed_at', 'trace'))
  found[order] = {status = status, completed_at = completed_at, trace = trace}
  redis.call('HLEN', refund)
  redis.call('ZCARD', refunds_of_customer)
end

local function settle(key, refund, refunds_of_customer, entry_id, order_id, customer_id, amount, currency, reason)
  local order = found[key]
  if not is_pending(entry_id) then return 'duplicate' end
  settled[#settled + 1] = entry_id
  if order.status ~= 'completed' then return 'not-completed' end

  -- A status is never dated before the previous one, even if the clock of this host is behind. A value that is no time counts as missing.
  local at = (tonumber(order.completed_at) or 0) > tonumber(now_ms) and order.completed_at or now_ms
  redis.call('ZADD', refunds, 0, order_id)
  redis.call('ZADD', refunds_of_customer, 0, order_id)
  redis.call('HSET', refund, 'order_id', order_id, 'customer_id', customer_id, 'amount', amount, 'currency', currency,
    'reason', reason, 'status', 'refunded', 'created_at', at)
  redis.call('HSET', key, 'status', 'refunded', 'refunded_at', at, with_event(order.trace, entry_id))
  order.status = 'refunded'
  return 'refunded'
end

-- A key of the wrong type makes the script fail here, before its first write.
redis.call('ZCARD', refunds)
for i = 3, #KEYS, KEYS_PER_ORDER do read(KEYS[i], KEYS[i + 1], KEYS[i + 2]) end

local outcomes = {}
for i = 1, orders do
  local key, arg = 2 + (i - 1) * KEYS_PER_ORDER, 4 + (i - 1) * ARGS_PER_ORDER
  outcomes[i] = settle(KEYS[key + 1], KEYS[key + 2], KEYS[key + 3], unpack(ARGV, arg + 1, arg + ARGS_PER_ORDER))
end
if #settled > 0 then redis.call('XACK', refund_initiated, group, unpack(settled)) end
return outcomes
