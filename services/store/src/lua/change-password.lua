-- Gives a user another password and ends the user's other sessions, in one step, so that no session that was opened
-- with the old password outlives it.
--
-- KEYS  1 user   2 sessions of the user   3 the current session
-- ARGV  1 hash of the old password   2 hash of the new one
-- Returns  'changed'
--   'outdated'       another change of the password came first; nothing was changed
--   'session-ended'  the session has ended; nothing was changed
-- Emits  nothing
local user, sessions, own_session = KEYS[1], KEYS[2], KEYS[3]
local old_hash, new_hash = ARGV[1], ARGV[2]

if not redis.call('GET', own_session) then return 'session-ended' end
if redis.call('HGET', user, 'password_hash') ~= old_hash then return 'outdated' end
local all = redis.call('ZRANGE', sessions, 0, -1)

for _, session in ipairs(all) do
  if session ~= own_session then
    redis.call('DEL', session)
    redis.call('ZREM', sessions, session)
  end
end
redis.call('HSET', user, 'password_hash', new_hash)
return 'changed'
