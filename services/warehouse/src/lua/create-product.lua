-- Puts a product into the catalogue together with its stock. Under an idempotency key it does so once, and returns the
-- first answer to later calls with the key.
--
-- KEYS  1 product   2 its stock   3 index of all products   4 mark that the catalogue gets no samples
--       5 (with an idempotency key) idempotency record
-- ARGV  1 product id   2 pieces in stock   3 the answer to the request   4 digest of the request
--       5 lifetime of the idempotency record, ms   then the fields of the product, name and value in turn
-- Returns  { outcome, answer }; the outcome is
--          'created'
--          'replayed' when the same request came under this key before (the answer is the first one); nothing was changed
--          'conflict' when another request came under this key before; nothing was changed
-- Emits  nothing
local product, stock, products, seeded, idempotency = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local id, stock_quantity, answer, digest, record_ttl_ms = unpack(ARGV, 1, 5)

if idempotency then
  local record = redis.call('HMGET', idempotency, 'digest', 'answer')
  if record[1] == digest then return { 'replayed', record[2] } end
  if record[1] then return { 'conflict', '' } end
end
-- A key of the wrong type makes the script fail here, before its first write.
redis.call('HLEN', product)
redis.call('HLEN', stock)
redis.call('ZCARD', products)
-- So does a missing permission.
local may_list = redis.acl_check_cmd('HSET', product, 'id', id) and redis.acl_check_cmd('HSET', stock, 'available', '0')
  and redis.acl_check_cmd('ZADD', products, '0', id)
local may_record = not idempotency
  or redis.acl_check_cmd('HSET', idempotency, 'digest', digest) and redis.acl_check_cmd('PEXPIRE', idempotency, record_ttl_ms)
if not (may_list and may_record) then return redis.error_reply('NOPERM this user may not list a product') end

redis.call('SET', seeded, '1')
redis.call('HSET', product, unpack(ARGV, 6))
redis.call('HSET', stock, 'available', stock_quantity, 'reserved', '0', 'received', stock_quantity)
-- With equal scores Redis sorts the set by id, and a UUIDv7 sorts by creation time.
redis.call('ZADD', products, 0, id)
if idempotency then
  redis.call('HSET', idempotency, 'digest', digest, 'answer', answer)
  redis.call('PEXPIRE', idempotency, record_ttl_ms)
end
return { 'created', answer }
