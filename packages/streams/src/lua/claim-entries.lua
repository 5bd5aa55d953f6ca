-- Claims pending entries by id. A suspect that has killed its consumers, each time while it was handled alone, becomes
-- a dead letter. It is one script, so that an entry is never claimed by one consumer and buried by another.
--
-- KEYS  1 stream   2 its dead-letter stream   3 its suspects: a hash with a field `<entry id> <life>` for each consumer that
--       took the entry alone and has not returned from it
-- ARGV  1 group   2 consumer that claims   3 its life   4 idle time after which another consumer's entry is abandoned, ms
--       5 deliveries from which on an entry is a suspect   6 deaths that make it a dead letter   7 now, ms since 1970
--       then in turn: entry id, 'anew', or 'again' when this life has claimed it before: its reply was lost, or the entry
--       is due for a retry; neither counts as a delivery
-- Returns  a list with one item for each id that is pending and either this consumer's own or abandoned:
--   {'claimed', id, deliveries, fields}    now pending for this consumer
--   {'exhausted', id, deliveries, reason}  moved to the dead letters
--   {'vanished', id, deliveries}           the entry was deleted from the stream while it was pending
-- Emits  a dead letter for each exhausted entry
local stream, dead_letters, suspects = KEYS[1], KEYS[2], KEYS[3]
local group, consumer, life, min_idle_ms = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
local suspect_from, deaths_max, now_ms = tonumber(ARGV[5]), tonumber(ARGV[6]), ARGV[7]

-- The ended lives that had taken an entry alone, as fields of the hash.
local all_fields
local function deaths_of(id)
  all_fields = all_fields or redis.call('HKEYS', suspects)
  local deaths = {}
  for _, field in ipairs(all_fields) do
    local of_id, of_life = field:match('^(%S+) (%S+)$')
    if of_id == id and of_life ~= life then deaths[#deaths + 1] = field end
  end
  return deaths
end

-- The dead letter is written first: what a script wrote stays when it fails, and an acknowledgement alone would lose
-- the entry.
local function bury(id, owner, deliveries, fields, deaths)
  local reason = 'killed its consumer ' .. #deaths .. ' times while it was handled alone'
  redis.call('XADD', dead_letters, '*', 'source_id', id, 'group', group, 'consumer', owner, 'deliveries', deliveries,
    'reason', reason, 'at', now_ms, 'fields', cjson.encode(fields))
  redis.call('HDEL', suspects, unpack(deaths))
  redis.call('XACK', stream, group, id)
  return {'exhausted', id, deliveries, reason}
end

local function claim(id, owner, deliveries, again)
  local entry = redis.call('XRANGE', stream, id, id)[1]
  if not entry then
    redis.call('XACK', stream, group, id)
    return {'vanished', id, deliveries}
  end
  if deliveries >= suspect_from then
    local deaths = deaths_of(id)
    if #deaths >= deaths_max then return bury(id, owner, deliveries, entry[2], deaths) end
  end
  local counted = again and math.max(deliveries, 1) or deliveries + 1
  redis.call('XCLAIM', stream, group, consumer, 0, id, 'RETRYCOUNT', counted, 'JUSTID')
  return {'claimed', id, counted, entry[2]}
end

local claims = {}
for i = 8, #ARGV, 2 do
  local pending = redis.call('XPENDING', stream, group, ARGV[i], ARGV[i], 1)[1]
  if pending then
    local id, owner, idle_ms, deliveries = unpack(pending)
    if owner == consumer or idle_ms >= min_idle_ms then
      claims[#claims + 1] = claim(id, owner, deliveries, ARGV[i + 1] == 'again')
    end
  end
end
return claims
