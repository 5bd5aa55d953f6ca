-- Gives pieces of a product to another place: takes them off the stock of this place and opens a transfer, from which they
-- are taken there. Between two places at most one transfer of a product is open; while it is, it is returned again.
--
-- KEYS  1 stock   2 its transfers   3 open transfers from here, of all products
-- ARGV  1 product id   2 the place that asks   3 pieces wanted
--       4 at least one in so many of the available pieces is given, so that there are few transfers
-- Returns  { outcome, number of the transfer, its pieces }; the outcome is
--          'given'
--          'open' when a transfer to that place is open already (it is answered); nothing was changed
--          'nothing' when no pieces are here, as when the product was deleted; nothing was changed
-- Emits  nothing
local stock, transfers, open_transfers = KEYS[1], KEYS[2], KEYS[3]
local product_id, to, wanted, parts = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local function count(number) return string.format('%.0f', number) end

-- Keys of the wrong type make the script fail here, before its first write.
local available, received = unpack(redis.call('HMGET', stock, 'available', 'received'))
local sent, open = unpack(redis.call('HMGET', transfers, 'sent:' .. to, 'open:' .. to))
redis.call('SCARD', open_transfers)
if open then return { 'open', sent, open } end
available, received = tonumber(available) or 0, tonumber(received) or 0
local given = math.min(available, math.max(wanted, math.floor(available / parts)))
if given <= 0 then return { 'nothing', '0', '0' } end
-- So does a missing permission.
local may_write = redis.acl_check_cmd('HSET', stock, 'available', '0') and redis.acl_check_cmd('HSET', transfers, 'sent:' .. to, '1')
if not may_write or not redis.acl_check_cmd('SADD', open_transfers, product_id) then
  return redis.error_reply('NOPERM this user may not give stock')
end

-- In this order a script that is stopped half-way creates no pieces. A member without an open transfer is ignored, and goes away
-- with the next transfer to that place.
local number = count((tonumber(sent) or 0) + 1)
redis.call('SADD', open_transfers, product_id .. ' ' .. to)
redis.call('HSET', stock, 'available', count(available - given), 'received', count(received - given))
redis.call('HSET', transfers, 'sent:' .. to, number, 'open:' .. to, count(given))
return { 'given', number, count(given) }
