-- Moves an entry that cannot be processed to the dead letters and acknowledges it, in one step. The dead letter is
-- written first: what a script wrote stays when it fails, and an acknowledgement alone would lose the entry.
--
-- KEYS  1 stream   2 its dead-letter stream
-- ARGV  1 group   2 consumer that holds the entry   3 entry id   4 reason   5 deliveries   6 now, ms since 1970
-- Returns  'buried', or 'duplicate' when the entry was settled meanwhile or belongs to another consumer; nothing was done
-- Emits  a dead letter with the entry's fields as a JSON list of names and values
local stream, dead_letters = KEYS[1], KEYS[2]
local group, consumer, id, reason, deliveries, now_ms = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]

local pending = redis.call('XPENDING', stream, group, id, id, 1)[1]
if not pending or pending[2] ~= consumer then return 'duplicate' end
local entry = redis.call('XRANGE', stream, id, id)[1]
redis.call('XADD', dead_letters, '*', 'source_id', id, 'group', group, 'consumer', consumer, 'deliveries', deliveries,
  'reason', reason, 'at', now_ms, 'fields', entry and cjson.encode(entry[2]) or '[]')
redis.call('XACK', stream, group, id)
return 'buried'
