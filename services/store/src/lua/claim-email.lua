-- Gives an email to a user who was written just before, and notes that the registration has had no answer yet.
--
-- KEYS  1 user id by email   2 unanswered registration
-- ARGV  1 user id   2 how long the note is kept, ms
-- Returns  'claimed', or 'taken' when another user has the email; nothing was changed
-- Emits  nothing
local email, unanswered = KEYS[1], KEYS[2]
local user_id, note_ttl_ms = ARGV[1], ARGV[2]

if redis.call('GET', email) then return 'taken' end

redis.call('SET', unanswered, user_id, 'PX', note_ttl_ms)
redis.call('SET', email, user_id)
return 'claimed'
