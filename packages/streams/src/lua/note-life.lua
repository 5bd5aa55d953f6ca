-- Records the current life of a consumer and says whose life was recorded before. If that is another one each time, two living
-- processes share the name.
--
-- KEYS  1 stream   2 its lives: a hash from consumer to the id of its present life
-- ARGV  1 group   2 consumer   3 its life
-- Returns  'own', 'other' when another life was recorded, or 'none'
-- Emits  nothing
local stream, lives = KEYS[1], KEYS[2]
local group, consumer, life = ARGV[1], ARGV[2], ARGV[3]

local found = redis.call('HGET', lives, consumer)
if found ~= life then redis.call('HSET', lives, consumer, life) end

-- Forget the lives of consumers that are no longer in the group, whatever removed them.
local members = {[consumer] = true}
for _, reply in ipairs(redis.call('XINFO', 'CONSUMERS', stream, group)) do
  for i = 1, #reply, 2 do
    if reply[i] == 'name' then members[reply[i + 1]] = true end
  end
end
for _, name in ipairs(redis.call('HKEYS', lives)) do
  if not members[name] then redis.call('HDEL', lives, name) end
end

if not found then return 'none' end
return found == life and 'own' or 'other'
