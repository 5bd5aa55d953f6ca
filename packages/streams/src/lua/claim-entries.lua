-- Takes over pending entries by id, with their delivery count; one that was delivered too often becomes a dead letter.
-- One script, so that an entry is never counted by one consumer and buried by another.
--
-- KEYS  1 stream   2 its dead-letter stream
-- ARGV  1 group   2 consumer that claims   3 least idle time, ms   4 most deliveries   5 now, ms since 1970
--       6… entry ids
-- Returns  a list, one item an id that was still pending and idle for long enough:
--   {'claimed', id, deliveries, fields}   now pending for this consumer
--   {'exhausted', id, deliveries}         moved to the dead letters
--   {'vanished', id, deliveries}          the entry was deleted from the stream while it was pending
-- Emits  a dead letter for each exhausted entry
local stream, dead_letters = KEYS[1], KEYS[2]
local group, consumer, min_idle_ms, deliveries_max, now_ms = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5]

local function bury(id, owner, deliveries, fields)
  redis.call('XACK', stream, group, id)
  redis.call('XADD', dead_letters, '*', 'source_id', id, 'group', group, 'consumer', owner, 'deliveries', deliveries,
    'reason', 'delivered ' .. deliveries .. ' times and never settled', 'at', now_ms, 'fields', cjson.encode(fields))
end

local claims = {}
for i = 6, #ARGV do
  local id = ARGV[i]
  local pending = redis.call('XPENDING', stream, group, id, id, 1)[1]
  if pending and pending[3] >= min_idle_ms then
    local owner, deliveries = pending[2], pending[4]
    local entry = redis.call('XRANGE', stream, id, id)[1]
    if not entry then
      redis.call('XACK', stream, group, id)
      claims[#claims + 1] = {'vanished', id, deliveries}
    elseif deliveries >= deliveries_max then
      bury(id, owner, deliveries, entry[2])
      claims[#claims + 1] = {'exhausted', id, deliveries}
    else
      redis.call('XCLAIM', stream, group, consumer, 0, id)
      claims[#claims + 1] = {'claimed', id, deliveries + 1, entry[2]}
    end
  end
end
return claims
