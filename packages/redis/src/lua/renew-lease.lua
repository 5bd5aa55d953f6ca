-- Has a lease last for so long again, also when it has run out and nobody has it.
--
-- KEYS  1 lease
-- ARGV  1 what its holder wrote into it   2 lease_ms: how long it lasts from now on
-- Returns  'kept'
--   'regained'  it had run out, and others may have had it in between
--   'lost'  somebody else has it; nothing was changed
-- Emits  nothing
local lease, token, lease_ms = KEYS[1], ARGV[1], ARGV[2]

local holder = redis.call('GET', lease)
if holder and holder ~= token then return 'lost' end
redis.call('SET', lease, token, 'PX', lease_ms)
return holder and 'kept' or 'regained'
