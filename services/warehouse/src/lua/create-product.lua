-- Puts a product into the catalogue together with its stock. Under an idempotency key it does so once, and returns the
-- first answer to later calls with the key.
--
-- KEYS  1 product   2 its stock   3 index of all products   4 mark that the catalogue gets no samples
--       5 (with an idempotency key) idempotency record
-- ARGV  1 product id   2 name   3 description   4 price, minor units   5 its currency   6 pieces in stock   7 now, ms since 1970
--       8 the answer to the request   9 digest of the request   10 lifetime of the idempotency record, ms
-- Returns  { outcome, answer }; the outcome is
--          'created'
--          'replayed' when the same request came under this key before (the answer is the first one); nothing was changed
--          'conflict' when another request came under this key before; nothing was changed
-- Emits  nothing
local product, stock, products, seeded, idempotency = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local id, name, description, price, currency, stock_quantity, now_ms, answer, digest, record_ttl_ms = unpack(ARGV)

if idempotency then
  local record = redis.call('HMGET', idempotency, 'digest', 'answer')
  if record[1] == digest then return { 'replayed', record[2] } end
  if record[1] then return { 'conflict', '' } end
end
-- A key of another type fails here and not half-way.
redis.call('HLEN', product)
redis.call('HLEN', stock)
redis.call('ZCARD', products)
-- So does a missing right.
local may_list = redis.acl_check_cmd('ZADD', products, '0', id) and redis.acl_check_cmd('SET', seeded, '1')
if not may_list or (idempotency and not redis.acl_check_cmd('PEXPIRE', idempotency, record_ttl_ms)) then
  return redis.error_reply('NOPERM this user may not list a product')
end

redis.call('SET', seeded, '1')
redis.call('HSET', product, 'id', id, 'name', name, 'description', description, 'price', price, 'currency', currency, 'created_at', now_ms, 'updated_at', now_ms)
redis.call('HSET', stock, 'available', stock_quantity, 'reserved', '0', 'received', stock_quantity)
-- With equal scores Redis sorts the set by id, and a UUIDv7 sorts by creation time.
redis.call('ZADD', products, 0, id)
if idempotency then
  redis.call('HSET', idempotency, 'digest', digest, 'answer', answer)
  redis.call('PEXPIRE', idempotency, record_ttl_ms)
end
return { 'created', answer }
