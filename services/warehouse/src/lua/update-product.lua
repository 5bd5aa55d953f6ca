-- Changes some fields of a product, or its stock, or both at once. A product that was deleted meanwhile stays deleted.
--
-- KEYS  1 product   2 its stock
-- ARGV  1 now, ms since 1970   2 pieces in stock from now on, or '' to leave them   then fields, name and value in turn
-- Returns  'updated', or 'unknown' when there is no such product
-- Emits  nothing
local product, stock = KEYS[1], KEYS[2]
local now_ms, stock_quantity = ARGV[1], ARGV[2]

if redis.call('HEXISTS', product, 'id') == 0 then return 'unknown' end
local reserved = tonumber(redis.call('HGET', stock, 'reserved')) or 0

redis.call('HSET', product, 'updated_at', now_ms, unpack(ARGV, 3))
if stock_quantity ~= '' then
  -- What was counted on the shelf is what is available; what is reserved has been received besides.
  local received = string.format('%.0f', tonumber(stock_quantity) + reserved)
  redis.call('HSET', stock, 'available', stock_quantity, 'received', received)
end
return 'updated'
