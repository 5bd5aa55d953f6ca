-- Accepts an order: announces it for payment, writes it as pending and adds it to the indexes. Under an idempotency key
-- it does so once, and returns the same order to later calls with the key.
--
-- KEYS  1 order   2 index of all orders   3 index of the customer's orders   4 order-placed   5 the customer's session
--       6 (with an idempotency key) idempotency record
-- ARGV  1 order id   2 digest of the request   3 lifetime of the idempotency record, ms
--       4 what the order keeps of its trace; see packages/contracts/src/order-trace.ts
--       5 how many of the following arguments belong to the order   then its fields, name and value in turn
--       then the fields of the event, name and value in turn
-- Returns  { outcome, order id }, or for 'refused' the refusal in place of the id; the outcome is
--          'placed'
--          'replayed' when the same request came under this key before (the id is that of its order), or when this order
--                     was written before; nothing was changed
--          'refused' when the same request was refused under this key before; nothing was changed
--          'conflict' when another request came under this key before; nothing was changed
--          'session-ended' when the customer has logged out; nothing was changed
-- Emits  order-placed
local order, orders, orders_of_customer, order_placed = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local session, idempotency = KEYS[5], KEYS[6]
local order_id, digest, record_ttl_ms, trace, order_args = ARGV[1], ARGV[2], ARGV[3], ARGV[4], tonumber(ARGV[5])

if not redis.call('GET', session) then return { 'session-ended', order_id } end
if idempotency then
  local record = redis.call('HMGET', idempotency, 'order_id', 'digest', 'refusal')
  if record[2] then
    if record[2] ~= digest then return { 'conflict', order_id } end
    if record[1] then return { 'replayed', record[1] } end
    return { 'refused', record[3] }
  end
end
if redis.call('HEXISTS', order, 'status') == 1 then return { 'replayed', order_id } end
-- A key of another type fails here and not half-way.
redis.call('ZCARD', orders)
redis.call('ZCARD', orders_of_customer)
redis.call('XLEN', order_placed)
-- So does a missing right.
local may_write = redis.acl_check_cmd('HSET', order, 'status', 'pending') and redis.acl_check_cmd('ZADD', orders, '0', order_id)
if not may_write or (idempotency and not redis.acl_check_cmd('PEXPIRE', idempotency, record_ttl_ms)) then
  return redis.error_reply('NOPERM this user may not write ' .. order)
end

local event_id = redis.call('XADD', order_placed, '*', unpack(ARGV, 6 + order_args))
redis.call('HSET', order, 'trace', trace .. event_id, unpack(ARGV, 6, 5 + order_args))
-- With equal scores Redis sorts the set by id, and a UUIDv7 sorts by creation time.
redis.call('ZADD', orders, 0, order_id)
redis.call('ZADD', orders_of_customer, 0, order_id)
if idempotency then
  redis.call('HSET', idempotency, 'order_id', order_id, 'digest', digest)
  redis.call('PEXPIRE', idempotency, record_ttl_ms)
end
return { 'placed', order_id }
