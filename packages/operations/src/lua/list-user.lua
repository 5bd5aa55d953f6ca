-- Adds a user to the indexes of users from which the user is missing.
--
-- KEYS  1 user id by email   2 index of all users   3 index of all emails
-- ARGV  1 user id that the email must lead to   2 the email
-- Returns  'listed'
--   'present'  the user is in both indexes already; nothing was changed
--   'gone'     the email leads to no such user; nothing was changed
-- Emits  nothing
local claim, users, emails = KEYS[1], KEYS[2], KEYS[3]
local user_id, email = ARGV[1], ARGV[2]

if redis.call('GET', claim) ~= user_id then return 'gone' end
if redis.call('ZSCORE', users, user_id) and redis.call('ZSCORE', emails, email) then return 'present' end

-- Equal scores: Redis sorts the ids by creation, and the emails by their bytes.
redis.call('ZADD', users, 0, user_id)
redis.call('ZADD', emails, 0, email)
return 'listed'
