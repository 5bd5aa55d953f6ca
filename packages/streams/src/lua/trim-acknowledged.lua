-- Trims entries that every declared group has acknowledged: up to the oldest pending entry of the slowest group, or up
-- to its last delivered one when nothing is pending. While a declared group is missing, nothing is trimmed.
--
-- KEYS  1 stream
-- ARGV  1… the declared groups of this stream
-- Returns  how many entries were trimmed: Redis stops after some 10,000, so call it again until it is 0
-- Emits  nothing
local stream = KEYS[1]

local function is_before(a, b)
  local a_ms, a_seq = a:match('(%d+)-(%d+)')
  local b_ms, b_seq = b:match('(%d+)-(%d+)')
  a_ms, a_seq, b_ms, b_seq = tonumber(a_ms), tonumber(a_seq), tonumber(b_ms), tonumber(b_seq)
  return a_ms < b_ms or (a_ms == b_ms and a_seq < b_seq)
end

if redis.call('EXISTS', stream) == 0 then return 0 end
local groups = {}
for _, reply in ipairs(redis.call('XINFO', 'GROUPS', stream)) do
  local group = {}
  for i = 1, #reply, 2 do group[reply[i]] = reply[i + 1] end
  groups[group.name] = group
end

local keep_from
for _, name in ipairs(ARGV) do
  local group = groups[name]
  if not group then return 0 end
  local needed = group['last-delivered-id']
  if group.pending > 0 then needed = redis.call('XPENDING', stream, name)[2] end
  if not keep_from or is_before(needed, keep_from) then keep_from = needed end
end
if not keep_from then return 0 end
-- '~' trims whole nodes of the stream, which is many times cheaper and leaves at most one extra node.
return redis.call('XTRIM', stream, 'MINID', '~', keep_from)
