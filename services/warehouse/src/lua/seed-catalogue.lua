-- Puts samples into a catalogue that never had a product: all of them or none, and once in its life.
--
-- KEYS  1 index of all products   2 mark that the catalogue gets no samples
--       then for each sample: product, its stock
-- ARGV  for each sample: product id, pieces in stock, how many of the following there are,
--         and the fields of the product, name and value in turn
-- Returns  'seeded', or 'not-new' when the catalogue has had a product and none was added
-- Emits  nothing
local products, seeded = KEYS[1], KEYS[2]

local had_products = redis.call('ZCARD', products) > 0 or redis.call('EXISTS', seeded) == 1
-- A key of the wrong type makes the script fail here, before its first write.
for i = 3, #KEYS do redis.call('HLEN', KEYS[i]) end

local listed, arg = {}, 1
for i = 3, #KEYS, 2 do
  local id, stock_quantity, fields = unpack(ARGV, arg, arg + 2)
  local next_sample = arg + 3 + tonumber(fields)
  if not had_products then
    redis.call('HSET', KEYS[i], unpack(ARGV, arg + 3, next_sample - 1))
    redis.call('HSET', KEYS[i + 1], 'available', stock_quantity, 'reserved', '0', 'received', stock_quantity)
    listed[#listed + 1] = '0'
    listed[#listed + 1] = id
  end
  arg = next_sample
end
-- The samples are listed together and the mark is set last, so that a script that is stopped before is repeated.
if not had_products then redis.call('ZADD', products, unpack(listed)) end
-- Also for a catalogue from before the mark existed.
redis.call('SET', seeded, '1')
return had_products and 'not-new' or 'seeded'
