-- Trades the good refresh token of a session for a new one. A token that was used before is stolen goods, either now
-- or then: nobody can tell which holder is the thief, so the session ends for both (RFC 9700, section 4.14.2).
--
-- KEYS  1 session
-- ARGV  1 id of the token given   2 id of the token to come   3 lifetime, s
-- Returns  'rotated', 'ended' when there is no such session, 'reused' when the session was ended now
-- Emits  nothing
local session_key, given_id, next_id, ttl_s = KEYS[1], ARGV[1], ARGV[2], ARGV[3]

local text = redis.call('GET', session_key)
if not text then return 'ended' end
local session = cjson.decode(text)
if session.refresh_id ~= given_id then
  redis.call('DEL', session_key)
  return 'reused'
end
session.refresh_id = next_id
redis.call('SET', session_key, cjson.encode(session), 'EX', ttl_s)
return 'rotated'
