-- Takes pending entries over by id, with their delivery count; one that was delivered too often becomes a dead letter.
-- One script, so that an entry is never counted by one consumer and buried by another.
--
-- KEYS  1 stream   2 its dead-letter stream
-- ARGV  1 group   2 consumer that claims   3 idle time after which another consumer's entry is abandoned, ms
--       4 most deliveries   5 now, ms since 1970   6… entry ids
-- Returns  a list, one item an id that is pending and either this consumer's own or abandoned:
--   {'claimed', id, deliveries, fields}    now pending for this consumer
--   {'exhausted', id, deliveries, reason}  moved to the dead letters
--   {'vanished', id, deliveries}           the entry was deleted from the stream while it was pending
-- Emits  a dead letter for each exhausted entry
local stream, dead_letters = KEYS[1], KEYS[2]
local group, consumer, min_idle_ms, deliveries_max, now_ms = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5]

-- The dead letter comes first: what a script wrote stays when it fails, and an acknowledgement alone loses the entry.
local function bury(id, owner, deliveries, fields)
  local reason = 'delivered ' .. deliveries .. ' times, and no consumer came back from it'
  redis.call('XADD', dead_letters, '*', 'source_id', id, 'group', group, 'consumer', owner, 'deliveries', deliveries,
    'reason', reason, 'at', now_ms, 'fields', cjson.encode(fields))
  redis.call('XACK', stream, group, id)
  return {'exhausted', id, deliveries, reason}
end

local function claim(id, owner, deliveries)
  local entry = redis.call('XRANGE', stream, id, id)[1]
  if not entry then
    redis.call('XACK', stream, group, id)
    return {'vanished', id, deliveries}
  end
  if deliveries >= deliveries_max then return bury(id, owner, deliveries, entry[2]) end
  redis.call('XCLAIM', stream, group, consumer, 0, id)
  return {'claimed', id, deliveries + 1, entry[2]}
end

local claims = {}
for i = 6, #ARGV do
  local pending = redis.call('XPENDING', stream, group, ARGV[i], ARGV[i], 1)[1]
  if pending then
    local id, owner, idle_ms, deliveries = unpack(pending)
    if owner == consumer or idle_ms >= min_idle_ms then claims[#claims + 1] = claim(id, owner, deliveries) end
  end
end
return claims
