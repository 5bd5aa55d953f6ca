-- pending -> completed, for a batch of orders whose charge the payment gateway has approved.
-- Per order all reading and checking comes before the first write; a script that fails half-way keeps the orders that
-- it has completed, each with its event and its acknowledgement, and has not begun the next.
--
-- KEYS  1 order-placed   2 order-completed   then the orders
-- ARGV  1 group   2 now, ms since 1970
--       then for each order: entry id, how many of the following belong to its event,
--         the fields of the event, name and value in turn
-- Returns  for each order: 'completed',
--   'duplicate'    this delivery was settled before; nothing was touched
--   'not-pending'  the order has left pending before; the entry is acknowledged
--   'cancelled'    the customer cancelled meanwhile; nothing was touched, since the charge has to be voided first
-- Emits  order-completed for each completed order
local order_placed, order_completed = KEYS[1], KEYS[2]
local group, now_ms = ARGV[1], ARGV[2]

local function complete(order, entry_id, first_field, last_field)
  local status = redis.call('HGET', order, 'status')
  if status == 'cancelled' then return 'cancelled' end
  if redis.call('XACK', order_placed, group, entry_id) == 0 then return 'duplicate' end
  if status ~= 'pending' then return 'not-pending' end

  redis.call('XADD', order_completed, '*', unpack(ARGV, first_field, last_field))
  redis.call('HSET', order, 'status', 'completed', 'completed_at', now_ms, 'updated_at', now_ms)
  return 'completed'
end

-- A key that holds something else fails here and not half-way.
redis.call('XLEN', order_completed)

local outcomes, arg = {}, 3
for i = 1, #KEYS - 2 do
  local last_field = arg + 1 + tonumber(ARGV[arg + 1])
  outcomes[i] = complete(KEYS[2 + i], ARGV[arg], arg + 2, last_field)
  arg = last_field + 1
end
return outcomes
