-- Puts samples into a catalogue that never had a product: all of them or none, and once in its life.
--
-- KEYS  1 index of all products   2 mark that the catalogue gets no samples
--       then for each sample: product, its stock
-- ARGV  1 now, ms since 1970
--       then for each sample: product id, name, description, price in minor units, its currency, pieces in stock
-- Returns  'seeded', or 'not-new' when the catalogue has had a product and none was added
-- Emits  nothing
local products, seeded = KEYS[1], KEYS[2]
local now_ms = ARGV[1]
local ARGS_PER_SAMPLE = 6

local had_products = redis.call('ZCARD', products) > 0 or redis.call('EXISTS', seeded) == 1
-- A key of another type fails here and not half-way.
for i = 3, #KEYS do redis.call('HLEN', KEYS[i]) end

local listed, arg = {}, 2
for i = 3, #KEYS, 2 do
  local id, name, description, price, currency, stock_quantity = unpack(ARGV, arg, arg + ARGS_PER_SAMPLE - 1)
  if not had_products then
    redis.call('HSET', KEYS[i], 'id', id, 'name', name, 'description', description, 'price', price, 'currency', currency,
      'created_at', now_ms, 'updated_at', now_ms)
    redis.call('HSET', KEYS[i + 1], 'available', stock_quantity, 'reserved', '0', 'received', stock_quantity)
    listed[#listed + 1] = '0'
    listed[#listed + 1] = id
  end
  arg = arg + ARGS_PER_SAMPLE
end
-- The samples are listed together and the mark is set last, so that a script that is stopped before is repeated.
if not had_products then redis.call('ZADD', products, unpack(listed)) end
-- Also for a catalogue from before the mark existed.
redis.call('SET', seeded, '1')
return had_products and 'not-new' or 'seeded'
