-- Closes a transfer from this place whose pieces were taken, so that the next one to that place can be opened.
--
-- KEYS  1 transfers   2 open transfers from here, of all products
-- ARGV  1 product id   2 the place that took   3 number of the transfer
-- Returns  'closed'
--   'duplicate'  it was closed before; a later transfer stays open
-- Emits  nothing
local transfers, open_transfers = KEYS[1], KEYS[2]
local product_id, to, number = ARGV[1], ARGV[2], ARGV[3]

-- Keys of the wrong type make the script fail here, before its first write.
local sent, open = unpack(redis.call('HMGET', transfers, 'sent:' .. to, 'open:' .. to))
redis.call('SCARD', open_transfers)
if open and sent ~= number then return 'duplicate' end
-- So does a missing permission.
if not redis.acl_check_cmd('HDEL', transfers, 'open:' .. to) or not redis.acl_check_cmd('SREM', open_transfers, product_id) then
  return redis.error_reply('NOPERM this user may not close a transfer')
end

if open then redis.call('HDEL', transfers, 'open:' .. to) end
redis.call('SREM', open_transfers, product_id .. ' ' .. to)
return open and 'closed' or 'duplicate'
