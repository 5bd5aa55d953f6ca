-- Tells what keys hold in a few characters each, the same as long as they hold the same.
--
-- KEYS  the keys
-- ARGV  none
-- Returns  a digest per key; for a key that is not there, that of nothing
-- Emits  nothing
local digests = {}
for i, key in ipairs(KEYS) do
  local held
  if redis.call('TYPE', key).ok == 'hash' then
    -- Redis may give the fields of a hash in another order when nothing has changed.
    local flat, fields = redis.call('HGETALL', key), {}
    for j = 1, #flat, 2 do fields[#fields + 1] = flat[j] .. '\0' .. flat[j + 1] end
    table.sort(fields)
    held = table.concat(fields, '\0')
  else
    held = redis.call('DUMP', key) or ''
  end
  digests[i] = redis.sha1hex(held)
end
return digests
