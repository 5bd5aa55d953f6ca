-- Takes a product out of the catalogue, with its stock. Orders for it that are under way find nothing available.
--
-- KEYS  1 product   2 its stock   3 index of all products
-- ARGV  1 product id
-- Returns  'deleted', or 'unknown' when there is no such product
-- Emits  nothing
local product, stock, products = KEYS[1], KEYS[2], KEYS[3]
local id = ARGV[1]

if redis.call('ZSCORE', products, id) == false then return 'unknown' end

redis.call('DEL', product, stock)
redis.call('ZREM', products, id)
return 'deleted'
