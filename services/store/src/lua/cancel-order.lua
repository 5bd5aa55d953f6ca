-- pending -> cancelled, at the customer's wish. A charge that is under way is voided by the handler of order-placed.
--
-- KEYS  1 order
-- ARGV  1 now, ms since 1970
-- Returns  'cancelled'
--   'already-cancelled'  it was before: the first answer was lost, say; nothing was touched
--   'not-pending'        it is too late; nothing was touched
-- Emits  nothing
local order, now_ms = KEYS[1], ARGV[1]

local status = redis.call('HGET', order, 'status')
if status == 'cancelled' then return 'already-cancelled' end
if status ~= 'pending' then return 'not-pending' end

redis.call('HSET', order, 'status', 'cancelled', 'cancelled_at', now_ms, 'updated_at', now_ms)
return 'cancelled'
