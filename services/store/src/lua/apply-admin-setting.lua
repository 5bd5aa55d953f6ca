-- Gives an admin the password of the settings and ends all the admin's sessions, unless another process has just done
-- so.
--
-- KEYS  1 user   2 sessions of the user   3 admins
-- ARGV  1 user id   2 the hash under which the last setting was applied   3 hash of the password that is set now
-- Returns  'applied', or 'outdated' when another setting was applied meanwhile; nothing was changed
-- Emits  nothing
local user, sessions, admins = KEYS[1], KEYS[2], KEYS[3]
local user_id, applied_hash, new_hash = ARGV[1], ARGV[2], ARGV[3]

-- Without an entry among the admins, the password is that of the setting.
local applied_now = redis.call('HGET', admins, user_id) or redis.call('HGET', user, 'password_hash')
if applied_now ~= applied_hash then return 'outdated' end
local all = redis.call('ZRANGE', sessions, 0, -1)
redis.call('HLEN', user)

for _, session in ipairs(all) do redis.call('DEL', session) end
redis.call('DEL', sessions)
redis.call('HSET', user, 'password_hash', new_hash)
redis.call('HSET', admins, user_id, new_hash)
return 'applied'
