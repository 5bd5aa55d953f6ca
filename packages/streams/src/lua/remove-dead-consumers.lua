-- Removes consumers that are gone. Deleting a consumer drops what is pending for it, so one that holds an entry stays
-- until others have claimed it. A living consumer asks for entries about once a second, which is its heartbeat.
--
-- KEYS  1 stream
-- ARGV  1 group   2 silence after which a consumer is dead, ms
-- Returns  the names of the removed
-- Emits  nothing
local stream, group, silent_ms = KEYS[1], ARGV[1], tonumber(ARGV[2])

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
