-- Removes a dead letter for good, and notes it for a request that is sent again.
--
-- KEYS  1 dead-letter stream   2 what became of this dead letter
-- ARGV  1 dead letter id   2 how long that is remembered, ms
-- Returns  'purged'
--   'already-purged'  it was, not long ago; nothing was touched
--   'unknown'         there is no such dead letter, or it was replayed; nothing was touched
-- Emits  nothing
local dead_letters, settled = KEYS[1], KEYS[2]
local id, remembered_ms = ARGV[1], ARGV[2]

if #redis.call('XRANGE', dead_letters, id, id) == 0 then
  return redis.call('GET', settled) == 'purged' and 'already-purged' or 'unknown'
end

redis.call('SET', settled, 'purged', 'PX', remembered_ms)
redis.call('XDEL', dead_letters, id)
return 'purged'
