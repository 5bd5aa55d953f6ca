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

if redis.call('HGET', record, 'customer_id') ~= customer_id then return 'gone' end
if redis.call('ZSCORE', index, order_id) then return 'present' end

-- Equal scores: the set is ordered by id, and a UUIDv7 sorts by creation.
redis.call('ZADD', index, 0, order_id)
return 'listed'
