-- Appends a new point to the histories of some products, unless another process has looked, or has written one of them, meanwhile.
--
-- KEYS  1 looked: the time of the last look   2 last: the last point of each product that is followed   3… histories
-- ARGV  1 looked_before: the value of the first key when this process began its look, '' for none
--       2 looked_at: the time of this look, '' while more parts of it follow   3 points_max: how many points of a product are kept
--       4… for each history the id of its product, its last point as this process has read it ('' for none), and the point, '' to
--       forget all of it
-- Returns  'written'
--   'overtaken'  another process has looked or is writing; nothing was changed
-- Emits  nothing
local looked, last = KEYS[1], KEYS[2]
local looked_before, looked_at, points_max = ARGV[1], ARGV[2], tonumber(ARGV[3])

local function change_of(i)
  return unpack(ARGV, 3 * i - 5, 3 * i - 3)
end

if (redis.call('GET', looked) or '') ~= looked_before then return 'overtaken' end
for i = 3, #KEYS do
  local id, read = change_of(i)
  if (redis.call('HGET', last, id) or '') ~= read then return 'overtaken' end
end

for i = 3, #KEYS do
  local id, _, point = change_of(i)
  if point == '' then
    redis.call('HDEL', last, id)
    redis.call('DEL', KEYS[i])
  else
    redis.call('HSET', last, id, point)
    if redis.call('RPUSH', KEYS[i], point) > points_max then redis.call('LTRIM', KEYS[i], -points_max, -1) end
  end
end
if looked_at ~= '' then redis.call('SET', looked, looked_at) end
return 'written'
