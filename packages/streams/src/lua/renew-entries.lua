-- Resets the idle time of entries that a consumer still works on, so that nobody takes them for abandoned.
-- An entry that another consumer claimed meanwhile is left alone.
--
-- KEYS  1 stream
-- ARGV  1 group   2 consumer   3… entry ids
-- Returns  how many are still this consumer's
-- Emits  nothing
local stream, group, consumer = KEYS[1], ARGV[1], ARGV[2]

local renewed = 0
for i = 3, #ARGV do
  local id = ARGV[i]
  local pending = redis.call('XPENDING', stream, group, id, id, 1)[1]
  if pending and pending[2] == consumer then
    -- JUSTID leaves the delivery count as it is: this is not a delivery.
    redis.call('XCLAIM', stream, group, consumer, 0, id, 'JUSTID')
    renewed = renewed + 1
  end
end
return renewed
