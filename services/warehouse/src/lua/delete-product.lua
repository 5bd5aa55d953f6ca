-- Removes a product from the catalogue, with its stock. Orders for it that are under way find no stock.
--
-- KEYS  1 product   2 its stock   3 index of all products   4 note of the deletion
--       5 mark that the catalogue gets no samples
--       6 (in a shop of several partitions) transfers of the stock, which keep a mark; see take-stock.lua
-- ARGV  1 product id   2 lifetime of the note, ms
-- Returns  'deleted'
--   'already-deleted'  it was deleted not long ago, for example by a request whose answer was lost; nothing was changed
--   'unknown'          there is no such product; nothing was changed
-- Emits  nothing
local product, stock, products, note, seeded, transfers = unpack(KEYS, 1, 6)
local id, note_ttl_ms = ARGV[1], ARGV[2]

if redis.call('ZSCORE', products, id) == false then
  return redis.call('EXISTS', note) == 1 and 'already-deleted' or 'unknown'
end

-- First, because a key of another type fails here.
if transfers then redis.call('HSET', transfers, 'deleted', '1') end
redis.call('SET', note, '1', 'PX', note_ttl_ms)
-- In a catalogue from before the mark existed, this may be the last product.
redis.call('SET', seeded, '1')
redis.call('DEL', product, stock)
redis.call('ZREM', products, id)
return 'deleted'
