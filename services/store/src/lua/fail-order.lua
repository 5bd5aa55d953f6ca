-- pending -> failed, once the payment gateway declined the charge.
--
-- KEYS  1 order   2 order-placed
-- ARGV  1 group   2 entry id   3 now, ms since 1970
-- Returns  'failed'
--   'duplicate'    this delivery was settled before; nothing was touched
--   'not-pending'  the order has left pending before; the entry is acknowledged
-- Emits  nothing
local order, order_placed = KEYS[1], KEYS[2]
local group, entry_id, now_ms = ARGV[1], ARGV[2], ARGV[3]

local status = redis.call('HGET', order, 'status')
if redis.call('XACK', order_placed, group, entry_id) == 0 then return 'duplicate' end
if status ~= 'pending' then return 'not-pending' end

redis.call('HSET', order, 'status', 'failed', 'failed_at', now_ms, 'updated_at', now_ms)
return 'failed'
