-- Opens a session for a user whose password was checked, unless the password was changed since: a change ends all
-- sessions, and none may be opened after it. The number of sessions of a user is bounded; the one that would expire
-- first makes room.
--
-- KEYS  1 session   2 sessions of the user   3 user
-- ARGV  1 the session   2 lifetime, s   3 hash of the password that was checked   4 maximum number of sessions
-- Returns  'opened', or 'outdated' when the password has changed since; no session was opened
-- Emits  nothing
local session_key, sessions, user = KEYS[1], KEYS[2], KEYS[3]
local session, ttl_s, password_hash, sessions_max = ARGV[1], tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4])

if redis.call('HGET', user, 'password_hash') ~= password_hash then return 'outdated' end
local time = redis.call('TIME')
local now_ms = time[1] * 1000 + math.floor(time[2] / 1000)
-- A key of the wrong type makes the script fail here, before its first write.
redis.call('ZCARD', sessions)
-- So does a missing permission.
if not redis.acl_check_cmd('SET', session_key, '') or not redis.acl_check_cmd('PEXPIREAT', sessions, '1') then
  return redis.error_reply('NOPERM this user may not write ' .. session_key)
end

redis.call('ZREMRANGEBYSCORE', sessions, '-inf', now_ms)
for _, oldest in ipairs(redis.call('ZRANGE', sessions, 0, -sessions_max)) do
  redis.call('DEL', oldest)
  redis.call('ZREM', sessions, oldest)
end
redis.call('ZADD', sessions, now_ms + ttl_s * 1000, session_key)
-- The list lives as long as its last session, whose lifetime may have been set differently.
redis.call('PEXPIREAT', sessions, redis.call('ZRANGE', sessions, -1, -1, 'WITHSCORES')[2])
-- The session is written last: one that is not in the list would outlive a change of the password.
redis.call('SET', session_key, session, 'EX', ttl_s)
return 'opened'
