-- Changes some fields of a product, or its stock, or both at once. A product that was deleted meanwhile stays deleted.
-- Under an idempotency key it does so once: setting the stock again would bring back what was sold in between.
--
-- KEYS  1 product   2 its stock   3 (with an idempotency key) idempotency record
-- ARGV  1 now, ms since 1970   2 pieces in stock from now on, or '' to leave them
--       3 digest of the request   4 lifetime of the idempotency record, ms   5 how many fields are taken away
--       then their names   then the fields that are set, name and value in turn
-- Returns  'updated'
--   'replayed'  the same request came under this key before; nothing was changed
--   'conflict'  another request came under this key before; nothing was changed
--   'unknown'   there is no such product; nothing was changed
-- Emits  nothing
local product, stock, idempotency = KEYS[1], KEYS[2], KEYS[3]
local now_ms, stock_quantity, digest, record_ttl_ms, removed = unpack(ARGV, 1, 5)
local first_set = 6 + tonumber(removed)

local known_digest = idempotency and redis.call('HGET', idempotency, 'digest')
if known_digest then return known_digest == digest and 'replayed' or 'conflict' end
if redis.call('HEXISTS', product, 'id') == 0 then return 'unknown' end
local reserved = tonumber(redis.call('HGET', stock, 'reserved')) or 0
-- A missing right fails here and not half-way.
if first_set > 6 and not redis.acl_check_cmd('HDEL', product, ARGV[6]) then
  return redis.error_reply('NOPERM this user may not take a field away')
end

redis.call('HSET', product, 'updated_at', now_ms, unpack(ARGV, first_set))
if first_set > 6 then redis.call('HDEL', product, unpack(ARGV, 6, first_set - 1)) end
if stock_quantity ~= '' then
  -- The counted pieces on the shelf are the available ones; reserved pieces have been received besides.
  local received = string.format('%.0f', tonumber(stock_quantity) + reserved)
  redis.call('HSET', stock, 'available', stock_quantity, 'received', received)
end
if idempotency then
  redis.call('HSET', idempotency, 'digest', digest)
  redis.call('PEXPIRE', idempotency, record_ttl_ms)
end
return 'updated'
