-- Acknowledges the order-placed event of an order that needs no payment: it was cancelled, or settled by an earlier
-- delivery.
--
-- KEYS  1 order   2 order-placed
-- ARGV  1 group   2 entry id
-- Returns  'dismissed'
--   'duplicate'  this delivery was settled before; nothing was changed
--   'pending'    the order waits for its payment; nothing was changed
-- Emits  nothing
local order, order_placed = KEYS[1], KEYS[2]
local group, entry_id = ARGV[1], ARGV[2]

if redis.call('HGET', order, 'status') == 'pending' then return 'pending' end
if redis.call('XACK', order_placed, group, entry_id) == 0 then return 'duplicate' end
return 'dismissed'
