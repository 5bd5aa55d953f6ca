-- Takes the pieces of a transfer from another place into the stock of this place, once: the numbers of the transfers from
-- there count up, and the last one taken is never forgotten. A late call, by a process that stood still, is a duplicate
-- however many transfers came after it.
--
-- Pieces of a deleted product disappear with it. A missing stock record does not prove the deletion, because a place that never
-- had pieces has none either. Hence the mark that delete-stock.lua and delete-product.lua leave beside the numbers. The transfer
-- still counts as taken, so that it is closed.
--
-- KEYS  1 stock   2 its transfers
-- ARGV  1 the place that gave   2 number of the transfer   3 its pieces
-- Returns  'taken'
--   'duplicate'  it was taken before; nothing was changed
--   'gone'       the product was deleted; no pieces were added
-- Emits  nothing
local stock, transfers = KEYS[1], KEYS[2]
local from, number, pieces = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local function count(value) return string.format('%.0f', tonumber(value) or 0) end

-- Keys of the wrong type make the script fail here, before its first write.
local available, reserved, received = unpack(redis.call('HMGET', stock, 'available', 'reserved', 'received'))
local seen, deleted = unpack(redis.call('HMGET', transfers, 'seen:' .. from, 'deleted'))
if (tonumber(seen) or 0) >= number then return 'duplicate' end
-- So does a missing permission.
if not redis.acl_check_cmd('HSET', stock, 'available', '0') or not redis.acl_check_cmd('HSET', transfers, 'seen:' .. from, '1') then
  return redis.error_reply('NOPERM this user may not take stock')
end

-- The number first: a script that is stopped half-way must not create pieces.
redis.call('HSET', transfers, 'seen:' .. from, count(number))
if deleted then return 'gone' end
redis.call('HSET', stock, 'available', count((tonumber(available) or 0) + pieces), 'reserved', count(reserved),
  'received', count((tonumber(received) or 0) + pieces))
return 'taken'
