-- Adds an order or a refund to an index from which it is missing.
--
-- KEYS  1 the order or the refund   2 index
-- ARGV  1 order id   2 customer id that the record must have
-- Returns  'listed'
--   'present'  it is in the index already; nothing was changed
--   'gone'     there is no such record of this customer; nothing was changed
-- Emits  nothing
local record, index = KEYS[1], KEYS[2]
local order_id, customer_id = ARGV[1], ARGV[2]

-- An order keeps what was placed as JSON, a refund has a field for each.
local placed, of_refund = unpack(redis.call('HMGET', record, 'placed', 'customer_id'))
if (placed and cjson.decode(placed).customer_id or of_refund) ~= customer_id then return 'gone' end
if redis.call('ZSCORE', index, order_id) then return 'present' end

-- Equal scores: the set is ordered by id, and a UUIDv7 sorts by creation.
redis.call('ZADD', index, 0, order_id)
return 'listed'
