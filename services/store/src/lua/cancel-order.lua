-- pending -> cancelled, at the customer's request. The handler of order-placed voids a charge that is under way.
--
-- KEYS  1 order
-- ARGV  1 now, ms since 1970
-- Returns  'cancelled'
--   'already-cancelled'  it was cancelled before, for example by a request whose answer was lost; nothing was changed
--   'not-pending'        it is too late; nothing was changed
-- Emits  nothing
local order, now_ms = KEYS[1], ARGV[1]

local status, placed_at = unpack(redis.call('HMGET', order, 'status', 'created_at'))
if status == 'cancelled' then return 'already-cancelled' end
if status ~= 'pending' then return 'not-pending' end

-- A status is never dated before the previous one, even if the clock of this host is behind. A value that is no time counts as missing.
local at = (tonumber(placed_at) or 0) > tonumber(now_ms) and placed_at or now_ms
redis.call('HSET', order, 'status', 'cancelled', 'cancelled_at', at)
return 'cancelled'
