-- Puts a product into the catalogue together with its stock.
--
-- KEYS  1 product   2 its stock   3 index of all products
-- ARGV  1 product id   2 name   3 description   4 price, minor units   5 its currency   6 pieces in stock   7 now, ms since 1970
-- Returns  'created', or 'exists' and nothing was touched
-- Emits  nothing
local product, stock, products = KEYS[1], KEYS[2], KEYS[3]
local id, name, description, price, currency, stock_quantity, now_ms = unpack(ARGV)

if redis.call('HEXISTS', product, 'id') == 1 then return 'exists' end
-- A key that holds something else fails here and not half-way.
redis.call('HLEN', stock)
redis.call('ZCARD', products)

redis.call('HSET', product, 'id', id, 'name', name, 'description', description, 'price', price, 'currency', currency, 'created_at', now_ms, 'updated_at', now_ms)
redis.call('HSET', stock, 'available', stock_quantity, 'reserved', '0', 'received', stock_quantity)
-- Equal scores: the set is ordered by id, and a UUIDv7 sorts by creation.
redis.call('ZADD', products, 0, id)
return 'created'
