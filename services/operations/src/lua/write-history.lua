-- Writes records of the operations service into its rings, unless another process does that.
--
-- KEYS  1 writer: who writes   2… rings
-- ARGV  1 id of this process   2 lease_ms: how long it is the one that writes; 0 lets another one at once
--       3 kept_ms: how long the rings last then
--       4… for each record the number of its key, where it begins in the ring, and its text
-- Returns  'written'
--   'held'  another process writes; nothing was changed
-- Emits  nothing
local writer = KEYS[1]
local process, lease_ms, kept_ms = ARGV[1], ARGV[2], ARGV[3]

local holder = redis.call('GET', writer)
if holder and holder ~= '' and holder ~= process then return 'held' end

if lease_ms == '0' then
  -- A key lives for a millisecond at least; nobody's name is empty.
  redis.call('SET', writer, '', 'PX', 1)
else
  redis.call('SET', writer, process, 'PX', lease_ms)
end
for i = 4, #ARGV, 3 do
  local ring = KEYS[tonumber(ARGV[i])]
  redis.call('SETRANGE', ring, ARGV[i + 1], ARGV[i + 2])
  redis.call('PEXPIRE', ring, kept_ms)
end
return 'written'
