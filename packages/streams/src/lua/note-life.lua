-- Writes down which life a consumer is in, and tells whose was there: when it is another one each time, two living
-- processes have one name.
--
-- KEYS  1 stream   2 its lives: a hash from consumer to the id of its present life
-- ARGV  1 group   2 consumer   3 its life
-- Returns  'own', 'other' when another life was written down, or 'none'
-- Emits  nothing
local stream, lives = KEYS[1], KEYS[2]
local group, consumer, life = ARGV[1], ARGV[2], ARGV[3]

local found = redis.call('HGET', lives, consumer)
if found ~= life then redis.call('HSET', lives, consumer, life) end

-- Of consumers that are not in the group any more, whatever removed them.
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
