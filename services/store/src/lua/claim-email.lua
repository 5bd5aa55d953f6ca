-- Gives an email to a user who was written just before, adds the user to the indexes, and notes that the registration has
-- had no answer yet.
--
-- KEYS  1 user id by email   2 unanswered registration   3 index of all users   4 index of all emails
-- ARGV  1 user id   2 how long the note is kept, ms   3 the email
-- Returns  'claimed', or 'taken' when another user has the email; nothing was changed
-- Emits  nothing
local claim, unanswered, users, emails = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local user_id, note_ttl_ms, email = ARGV[1], ARGV[2], ARGV[3]

if redis.call('GET', claim) then return 'taken' end
-- A key of the wrong type makes the script fail here, before its first write.
redis.call('ZCARD', users)
redis.call('ZCARD', emails)
-- So does a missing permission.
local may_list = redis.acl_check_cmd('ZADD', users, '0', user_id) and redis.acl_check_cmd('ZADD', emails, '0', email)
if not may_list or not redis.acl_check_cmd('SET', claim, user_id) then
  return redis.error_reply('NOPERM this user may not write ' .. claim)
end

redis.call('SET', unanswered, user_id, 'PX', note_ttl_ms)
-- Equal scores: Redis sorts the ids by creation, and the emails by their bytes.
redis.call('ZADD', users, 0, user_id)
redis.call('ZADD', emails, 0, email)
redis.call('SET', claim, user_id)
return 'claimed'
