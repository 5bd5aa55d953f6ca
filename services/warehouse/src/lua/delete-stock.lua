-- Removes the stock of a deleted product from one partition. It leaves a mark, so that pieces in transit are not added later; see
-- take-stock.lua. It can be repeated.
--
-- KEYS  1 stock   2 its transfers
-- ARGV  none
-- Returns  'deleted'
-- Emits  nothing
local stock, transfers = KEYS[1], KEYS[2]

redis.call('HSET', transfers, 'deleted', '1')
redis.call('DEL', stock)
return 'deleted'
