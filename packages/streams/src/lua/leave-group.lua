-- Removes a stopping consumer from its group, unless it still has pending entries, which its removal would drop, or another life
-- has taken over its name.
--
-- KEYS  1 stream   2 its lives: a hash from consumer to the id of its present life
-- ARGV  1 group   2 consumer   3 its life
-- Returns  'left', or 'stays'
-- Emits  nothing
local stream, lives = KEYS[1], KEYS[2]
local group, consumer, life = ARGV[1], ARGV[2], ARGV[3]

local present = redis.call('HGET', lives, consumer)
if present and present ~= life then return 'stays' end
if present then redis.call('HDEL', lives, consumer) end
if #redis.call('XPENDING', stream, group, '-', '+', 1, consumer) > 0 then return 'stays' end
redis.call('XGROUP', 'DELCONSUMER', stream, group, consumer)
return 'left'
