-- Gives an email to a user who was written just before, and notes that whoever asked for the account has no answer yet.
--
-- KEYS  1 whose email it is   2 unanswered registration
-- ARGV  1 user id   2 how long the note is kept, ms
-- Returns  'claimed', or 'taken' when it is somebody's already and nothing was touched
-- Emits  nothing
local email, unanswered = KEYS[1], KEYS[2]
local user_id, note_ttl_ms = ARGV[1], ARGV[2]

if redis.call('GET', email) then return 'taken' end

redis.call('SET', unanswered, user_id, 'PX', note_ttl_ms)
redis.call('SET', email, user_id)
return 'claimed'
