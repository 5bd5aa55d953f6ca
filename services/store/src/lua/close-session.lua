-- Ends a session.
--
-- KEYS  1 session   2 sessions of the user
-- ARGV  none
-- Returns  'closed', even if it had ended before
-- Emits  nothing
local session_key, sessions = KEYS[1], KEYS[2]

redis.call('ZREM', sessions, session_key)
redis.call('DEL', session_key)
return 'closed'
