-- pending -> failed, after the payment gateway declined the charge. The fence only reads; the acknowledgement comes
-- last.
--
-- KEYS  1 order   2 order-placed
-- ARGV  1 group   2 entry id   3 now, ms since 1970
-- Returns  'failed'
--   'duplicate'    this delivery was settled before; nothing was changed
--   'not-pending'  the order was no longer pending; the entry is acknowledged
-- Emits  nothing
local order, order_placed = KEYS[1], KEYS[2]
local group, entry_id, now_ms = ARGV[1], ARGV[2], ARGV[3]

local status, placed_at = unpack(redis.call('HMGET', order, 'status', 'created_at'))
if #redis.call('XPENDING', order_placed, group, entry_id, entry_id, 1) == 0 then return 'duplicate' end

if status == 'pending' then
  -- A status is never dated before the previous one, even if the clock of this host is behind. A value that is no time counts as missing.
  local at = (tonumber(placed_at) or 0) > tonumber(now_ms) and placed_at or now_ms
  redis.call('HSET', order, 'status', 'failed', 'failed_at', at)
end
redis.call('XACK', order_placed, group, entry_id)
return status == 'pending' and 'failed' or 'not-pending'
