-- Opens a session for a user who has shown his password, unless the password was changed since it was looked at: a change
-- ends all sessions, and none may slip in behind it. A user has a bounded number of sessions; the one that would end
-- first makes room.
--
-- KEYS  1 session   2 sessions of the user   3 user
-- ARGV  1 the session   2 lifetime, s   3 hash of the password that was shown   4 the most sessions of a user
-- Returns  'opened', or 'outdated' when the password is another now and nothing was touched
-- Emits  nothing
local session_key, sessions, user = KEYS[1], KEYS[2], KEYS[3]
local session, ttl_s, password_hash, sessions_max = ARGV[1], tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4])

if redis.call('HGET', user, 'password_hash') ~= password_hash then return 'outdated' end
local time = redis.call('TIME')
local now_ms = time[1] * 1000 + math.floor(time[2] / 1000)
-- A key that holds something else fails here and not half-way.
redis.call('ZCARD', sessions)
-- So does a right that is missing.
if not redis.acl_check_cmd('SET', session_key, '') or not redis.acl_check_cmd('PEXPIREAT', sessions, '1') then
  return redis.error_reply('NOPERM this user may not write ' .. session_key)
end

redis.call('ZREMRANGEBYSCORE', sessions, '-inf', now_ms)
for _, oldest in ipairs(redis.call('ZRANGE', sessions, 0, -sessions_max)) do
  redis.call('DEL', oldest)
  redis.call('ZREM', sessions, oldest)
end
redis.call('ZADD', sessions, now_ms + ttl_s * 1000, session_key)
-- The list lasts as long as the last of them, which another lifetime may have been set for.
redis.call('PEXPIREAT', sessions, redis.call('ZRANGE', sessions, -1, -1, 'WITHSCORES')[2])
-- A session that is not in the list would outlive a change of the password, so it comes last.
redis.call('SET', session_key, session, 'EX', ttl_s)
return 'opened'
