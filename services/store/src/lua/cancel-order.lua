-- pending -> cancelled, at the customer's wish. A charge that is under way is voided by the handler of order-placed.
--
-- KEYS  1 order
-- ARGV  1 now, ms since 1970
-- Returns  'cancelled'
--   'already-cancelled'  it was before: the first answer was lost, say; nothing was touched
--   'not-pending'        it is too late; nothing was touched
-- Emits  nothing
local order, now_ms = KEYS[1], ARGV[1]

local status, updated_at = unpack(redis.call('HMGET', order, 'status', 'updated_at'))
if status == 'cancelled' then return 'already-cancelled' end
if status ~= 'pending' then return 'not-pending' end

-- No move is earlier than the one before it, whatever the clock of this host says.
local at = tonumber(updated_at or 0) > tonumber(now_ms) and updated_at or now_ms
redis.call('HSET', order, 'status', 'cancelled', 'cancelled_at', at, 'updated_at', at)
return 'cancelled'
