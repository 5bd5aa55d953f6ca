-- Replays a dead letter: appends the original entry to its stream and removes the dead letter. The entry is appended
-- first: what a script wrote stays when it fails, and a removal alone would lose the event. The scripts that handle the
-- event decide whether it still has an effect; replaying an event that was settled meanwhile changes nothing.
--
-- KEYS  1 dead-letter stream   2 the stream that the entry came from   3 outcome of this dead letter
-- ARGV  1 dead letter id   2 how long that is remembered, ms
-- Returns  'replayed'
--   'already-replayed'  it was replayed not long ago, for example by a request whose answer was lost; nothing was changed
--   'unknown'     there is no such dead letter, or it was purged; nothing was changed
--   'unreadable'  it does not hold the fields of an entry, because the entry was already deleted; nothing was changed
-- Emits  the original entry under a new id
local dead_letters, stream, settled = KEYS[1], KEYS[2], KEYS[3]
local id, remembered_ms = ARGV[1], ARGV[2]
-- Lua's unpack is limited by its stack; an event has fewer than twenty values.
local VALUES_MAX = 4000

local letter = redis.call('XRANGE', dead_letters, id, id)[1]
if not letter then return redis.call('GET', settled) == 'replayed' and 'already-replayed' or 'unknown' end

local encoded
for i = 1, #letter[2], 2 do
  if letter[2][i] == 'fields' then encoded = letter[2][i + 1] end
end
local decoded, fields = pcall(cjson.decode, encoded or '')
if not decoded or type(fields) ~= 'table' then return 'unreadable' end
if #fields == 0 or #fields % 2 == 1 or #fields > VALUES_MAX then return 'unreadable' end
for _, value in ipairs(fields) do
  if type(value) ~= 'string' then return 'unreadable' end
end
-- A key of another type fails here and not half-way.
redis.call('XLEN', stream)

redis.call('XADD', stream, '*', unpack(fields))
redis.call('XDEL', dead_letters, id)
redis.call('SET', settled, 'replayed', 'PX', remembered_ms)
return 'replayed'
