-- Trades the valid refresh token of a session for its successor.
--
-- For a grace time the previous token gets the same successor again: an answer may have been lost, or two tabs may ask at
-- once. Either way one token is valid. The grace time starts with the trade, by the clock of Redis, and ends early when the
-- successor is traded in. While no trade may be made, no client is told the successor, so each repetition starts the grace
-- time anew. A used token that comes later was stolen, either by this caller or by an earlier one. Nobody can tell which of
-- them is the thief, so the session ends for both (RFC 9700, section 4.14.2).
--
-- KEYS  1 session   2 sessions of the user
-- ARGV  1 id of the token given   2 id of its successor   3 lifetime, s   4 grace time, s   5 '1' if a trade may be made now
-- Returns  { outcome, id of the successor }; the outcome is
--          'rotated'
--          'repeated' when the token was traded within the grace time
--          'withheld' when the token is valid and no trade may be made now; nothing was changed
--          'ended' when there is no such session
--          'reused' when the token was used before; the session has been ended
-- Emits  nothing
local session_key, sessions = KEYS[1], KEYS[2]
local given_id, next_id, ttl_s, grace_s = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local may_trade = ARGV[5] == '1'

local text = redis.call('GET', session_key)
if not text then return { 'ended', '' } end
local session = cjson.decode(text)
local time = redis.call('TIME')
local now_ms = time[1] * 1000 + math.floor(time[2] / 1000)
-- A key of the wrong type makes the script fail here, before its first write.
redis.call('ZCARD', sessions)
-- So does a missing permission.
if not redis.acl_check_cmd('SET', session_key, '') or not redis.acl_check_cmd('PEXPIREAT', sessions, '1') then
  return redis.error_reply('NOPERM this user may not write ' .. session_key)
end

if session.refresh_id ~= given_id then
  if session.previous_id == given_id and now_ms - session.rotated_at < grace_s * 1000 then
    if not may_trade then
      session.rotated_at = now_ms
      redis.call('SET', session_key, cjson.encode(session), 'KEEPTTL')
    end
    return { 'repeated', session.refresh_id }
  end
  redis.call('DEL', session_key)
  redis.call('ZREM', sessions, session_key)
  return { 'reused', '' }
end
if not may_trade then return { 'withheld', '' } end

session.previous_id, session.refresh_id, session.rotated_at = given_id, next_id, now_ms
redis.call('ZADD', sessions, now_ms + ttl_s * 1000, session_key)
-- The list lives as long as its last session, whose lifetime may have been set differently.
redis.call('PEXPIREAT', sessions, redis.call('ZRANGE', sessions, -1, -1, 'WITHSCORES')[2])
-- The session is written last: one that is not in the list would outlive a change of the password.
redis.call('SET', session_key, cjson.encode(session), 'EX', ttl_s)
return { 'rotated', next_id }
