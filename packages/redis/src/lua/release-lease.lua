-- Gives a lease back, unless it ran out and somebody else has it now.
--
-- KEYS  1 lease
-- ARGV  1 what its holder wrote into it
-- Returns  'released', or 'lost' when it is not the caller's any more; then nothing was changed
-- Emits  nothing
local lease, token = KEYS[1], ARGV[1]

if redis.call('GET', lease) ~= token then return 'lost' end
redis.call('DEL', lease)
return 'released'
