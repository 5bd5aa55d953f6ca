-- pending -> completed, for a batch of orders whose charge the payment gateway has approved. Everything is read first, so that an
-- unreadable order makes the script fail before it writes anything. Then each order gets its event and its status, and one XACK
-- for all settled entries comes last. If the script is stopped before that, the entries are delivered again and checked against
-- the status of their orders.
--
-- KEYS  1 order-placed   2 order-completed   then the orders
-- ARGV  1 group   2 now, ms since 1970   3 first and 4 last of the entry ids
--       then for each order: entry id, order id, its event
-- Returns  for each order: 'completed',
--   'duplicate'    this delivery was settled before; nothing was changed
--   'not-pending'  the order was no longer pending; the entry is acknowledged
--   'cancelled'    the customer cancelled meanwhile; nothing was changed, because the charge must be voided first
-- Emits  order-completed for each completed order
local order_placed, order_completed = KEYS[1], KEYS[2]
local group, now_ms, first_id, last_id = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local ARGS_PER_ORDER = 3
local orders = #KEYS - 2

-- One XPENDING for the batch. Entries of others may lie in between, so one that it does not return is looked up alone.
local pending, settled = {}, {}
for _, entry in ipairs(redis.call('XPENDING', order_placed, group, first_id, last_id, 2 * orders)) do pending[entry[1]] = true end
local function is_pending(id) return pending[id] or #redis.call('XPENDING', order_placed, group, id, id, 1) > 0 end

-- Adds this event to the trace of its order; see packages/contracts/src/order-trace.ts. A missing or malformed trace is left as
-- it is: it must not hold up the order.
local function with_event(trace, id)
  local dash = trace and trace:find('-', 36, true)
  local first_ms = dash and tonumber(trace:sub(36, dash - 1))
  if not first_ms then return end
  local id_dash = id:find('-', 1, true)
  return 'trace', trace .. 'c' .. (id:sub(1, id_dash - 1) - first_ms) .. id:sub(id_dash)
end

-- The orders by key, updated as they are settled: two entries of a batch may belong to one order.
local found = {}
local function read(order)
  local status, placed_at, trace = unpack(redis.call('HMGET', order, 'status', 'created_at', 'trace'))
  found[order] = {status = status, placed_at = placed_at, trace = trace}
end

local function complete(key, entry_id, order_id, event)
  local order = found[key]
  if order.status == 'cancelled' then return 'cancelled' end
  if not is_pending(entry_id) then return 'duplicate' end
  settled[#settled + 1] = entry_id
  if order.status ~= 'pending' then return 'not-pending' end

  local event_id = redis.call('XADD', order_completed, '*', 'subject', order_id, 'event', event)
  -- A status is never dated before the previous one, even if the clock of this host is behind. A value that is no time counts as missing.
  local at = (tonumber(order.placed_at) or 0) > tonumber(now_ms) and order.placed_at or now_ms
  redis.call('HSET', key, 'status', 'completed', 'completed_at', at, with_event(order.trace, event_id))
  order.status = 'completed'
  return 'completed'
end

-- A key of the wrong type, or a missing permission to write a status, makes the script fail here and not after an event.
redis.call('XLEN', order_completed)
for i = 3, #KEYS do read(KEYS[i]) end
if not redis.acl_check_cmd('HSET', KEYS[3], 'status', 'completed') then
  return redis.error_reply('NOPERM this user may not write ' .. KEYS[3])
end

local outcomes = {}
for i = 1, orders do
  local arg = 4 + (i - 1) * ARGS_PER_ORDER
  outcomes[i] = complete(KEYS[2 + i], unpack(ARGV, arg + 1, arg + ARGS_PER_ORDER))
end
if #settled > 0 then redis.call('XACK', order_placed, group, unpack(settled)) end
return outcomes
