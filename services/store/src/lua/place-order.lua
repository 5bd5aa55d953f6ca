-- Accepts an order: writes it as pending, lists it, and announces it for payment.
--
-- KEYS  1 order   2 index of all orders   3 index of the customer's orders   4 order-placed
-- ARGV  1 order id   2 how many of the following belong to the order   then its fields, name and value in turn
--       then the fields of the event, name and value in turn
-- Returns  'placed', or 'replayed' when this order was written before and nothing was touched
-- Emits  order-placed
local order, orders, orders_of_customer, order_placed = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local order_id, order_args = ARGV[1], tonumber(ARGV[2])

if redis.call('HEXISTS', order, 'status') == 1 then return 'replayed' end
-- A key that holds something else fails here and not half-way.
redis.call('ZCARD', orders)
redis.call('ZCARD', orders_of_customer)
redis.call('XLEN', order_placed)

redis.call('XADD', order_placed, '*', unpack(ARGV, 3 + order_args))
redis.call('HSET', order, unpack(ARGV, 3, 2 + order_args))
-- Equal scores: the set is ordered by id, and a UUIDv7 sorts by creation.
redis.call('ZADD', orders, 0, order_id)
redis.call('ZADD', orders_of_customer, 0, order_id)
return 'placed'
