-- Reads the statuses of orders.
--
-- KEYS  the orders
-- ARGV  none
-- Returns  for each order: its status, or nil when there is no such order
-- Emits  nothing
local statuses = {}
for i, order in ipairs(KEYS) do statuses[i] = redis.call('HGET', order, 'status') end
return statuses
