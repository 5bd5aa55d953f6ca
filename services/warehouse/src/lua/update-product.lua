-- Changes some fields of a product, or its stock, or both at once. A product that was deleted meanwhile stays deleted.
-- Under an idempotency key it does so once: setting the stock again would bring back what was sold in between.
--
-- KEYS  1 product   2 its stock   3 (with an idempotency key) idempotency record
-- ARGV  1 now, ms since 1970
--       2 pieces in stock from now on, or '' to leave them, or with a sign the pieces to put to those here or to take off
--         (in a shop of several partitions, where pieces lie elsewhere too)
--       3 (with a sign) how often the stock had been set when they were counted, else ''
--       4 digest of the request   5 lifetime of the idempotency record, ms   6 how many fields are taken away
--       then their names   then the fields that are set, name and value in turn
-- Returns  'updated'
--   'replayed'  the same request came under this key before; nothing was changed
--   'conflict'  another request came under this key before; nothing was changed
--   'unknown'   there is no such product; nothing was changed
--   'short'     fewer pieces are here than are to be taken off; nothing was changed
--   'outdated'  the stock was set since they were counted; nothing was changed
-- Emits  nothing
local product, stock, idempotency = KEYS[1], KEYS[2], KEYS[3]
local now_ms, stock_quantity, settings, digest, record_ttl_ms, removed = unpack(ARGV, 1, 6)
local first_set = 7 + tonumber(removed)
local function count(number) return string.format('%.0f', number) end

local known_digest = idempotency and redis.call('HGET', idempotency, 'digest')
if known_digest then return known_digest == digest and 'replayed' or 'conflict' end
if redis.call('HEXISTS', product, 'id') == 0 then return 'unknown' end
local reserved = tonumber(redis.call('HGET', stock, 'reserved')) or 0
local change = string.find(stock_quantity, '^[+-]') and tonumber(stock_quantity)
local available, times_set
if change then
  available, times_set = unpack(redis.call('HMGET', stock, 'available', 'settings'))
  available, times_set = (tonumber(available) or 0) + change, tonumber(times_set) or 0
  if times_set ~= tonumber(settings) then return 'outdated' end
  if available < 0 then return 'short' end
end
-- A missing right fails here and not half-way.
if first_set > 7 and not redis.acl_check_cmd('HDEL', product, ARGV[7]) then
  return redis.error_reply('NOPERM this user may not take a field away')
end

redis.call('HSET', product, 'updated_at', now_ms, unpack(ARGV, first_set))
if first_set > 7 then redis.call('HDEL', product, unpack(ARGV, 7, first_set - 1)) end
-- The counted pieces on the shelf are the available ones; reserved pieces have been received besides.
if change then
  redis.call('HSET', stock, 'available', count(available), 'received', count(available + reserved), 'settings', count(times_set + 1))
elseif stock_quantity ~= '' then
  redis.call('HSET', stock, 'available', stock_quantity, 'received', count(tonumber(stock_quantity) + reserved))
end
if idempotency then
  redis.call('HSET', idempotency, 'digest', digest)
  redis.call('PEXPIRE', idempotency, record_ttl_ms)
end
return 'updated'
