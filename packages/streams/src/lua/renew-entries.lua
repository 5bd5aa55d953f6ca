-- Resets the idle time of entries that a live consumer holds, so that they do not count as abandoned. An entry that
-- another consumer claimed meanwhile is left alone.
--
-- KEYS  1 stream
-- ARGV  1 group   2 consumer   3 'working': a handler has them, or 'waiting': the handler returned and they wait for
--       their retry; then their delivery count restarts, since the consumer survived   4… entry ids
-- Returns  how many of them this consumer still holds
-- Emits  nothing
local stream, group, consumer, waiting = KEYS[1], ARGV[1], ARGV[2], ARGV[3] == 'waiting'

local renewed = 0
for i = 4, #ARGV do
  local id = ARGV[i]
  local pending = redis.call('XPENDING', stream, group, id, id, 1)[1]
  if pending and pending[2] == consumer then
    -- JUSTID leaves the delivery count as it is: this is not a delivery.
    local deliveries = waiting and 0 or pending[4]
    redis.call('XCLAIM', stream, group, consumer, 0, id, 'RETRYCOUNT', deliveries, 'JUSTID')
    renewed = renewed + 1
  end
end
return renewed
