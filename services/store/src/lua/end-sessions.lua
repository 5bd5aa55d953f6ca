-- Ends all sessions of a user, in one step.
--
-- KEYS  1 sessions of the user
-- ARGV  none
-- Returns  'ended', even if there was none
-- Emits  nothing
local sessions = KEYS[1]

for _, session in ipairs(redis.call('ZRANGE', sessions, 0, -1)) do
  redis.call('DEL', session)
end
redis.call('DEL', sessions)
return 'ended'
