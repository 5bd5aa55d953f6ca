-- Gives a sign of life for this consumer and removes those that gave none for long. Deleting a consumer drops its
-- pending entries, so one that holds an entry stays until others have claimed it.
--
-- KEYS  1 stream
-- ARGV  1 group   2 this consumer   3 silence after which a consumer is dead, ms
-- Returns  the names of the removed consumers
-- Emits  nothing
local stream, group, this_consumer, silent_ms = KEYS[1], ARGV[1], ARGV[2], tonumber(ARGV[3])

-- Redis 7.0 does not count a read that found nothing new. Reading one's own pending entries does count, and after this
-- id there are none whose delivery count it could raise. The very last id does not work: to Redis it means '>'.
local beyond_all = '18446744073709551615-18446744073709551614'
redis.call('XREADGROUP', 'GROUP', group, this_consumer, 'COUNT', 1, 'STREAMS', stream, beyond_all)

local removed = {}
for _, reply in ipairs(redis.call('XINFO', 'CONSUMERS', stream, group)) do
  local consumer = {}
  for i = 1, #reply, 2 do consumer[reply[i]] = reply[i + 1] end
  if consumer.pending == 0 and consumer.idle > silent_ms then
    redis.call('XGROUP', 'DELCONSUMER', stream, group, consumer.name)
    removed[#removed + 1] = consumer.name
  end
end
return removed
