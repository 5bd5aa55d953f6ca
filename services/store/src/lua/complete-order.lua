-- pending -> completed, once the payment gateway approved the charge.
--
-- KEYS  1 order   2 order-placed   3 order-completed
-- ARGV  1 group   2 entry id   3 now, ms since 1970   then the fields of the event, name and value in turn
-- Returns  'completed'
--   'duplicate'    this delivery was settled before; nothing was touched
--   'not-pending'  the order has left pending before; the entry is acknowledged
--   'cancelled'    the customer cancelled meanwhile; nothing was touched, since the charge has to be voided first
-- Emits  order-completed
local order, order_placed, order_completed = KEYS[1], KEYS[2], KEYS[3]
local group, entry_id, now_ms = ARGV[1], ARGV[2], ARGV[3]

local status = redis.call('HGET', order, 'status')
if status == 'cancelled' then return 'cancelled' end
-- A key that holds something else fails here and not half-way.
redis.call('XLEN', order_completed)
if redis.call('XACK', order_placed, group, entry_id) == 0 then return 'duplicate' end
if status ~= 'pending' then return 'not-pending' end

redis.call('XADD', order_completed, '*', unpack(ARGV, 4))
redis.call('HSET', order, 'status', 'completed', 'completed_at', now_ms, 'updated_at', now_ms)
return 'completed'
