-- Removes a dead letter for good, and remembers that for a repeated request.
--
-- KEYS  1 dead-letter stream   2 outcome of this dead letter
-- ARGV  1 dead letter id   2 how long that is remembered, ms
-- Returns  'purged'
--   'already-purged'  it was purged not long ago; nothing was changed
--   'unknown'         there is no such dead letter, or it was replayed; nothing was changed
-- Emits  nothing
local dead_letters, settled = KEYS[1], KEYS[2]
local id, remembered_ms = ARGV[1], ARGV[2]

if #redis.call('XRANGE', dead_letters, id, id) == 0 then
  return redis.call('GET', settled) == 'purged' and 'already-purged' or 'unknown'
end

redis.call('SET', settled, 'purged', 'PX', remembered_ms)
redis.call('XDEL', dead_letters, id)
return 'purged'
