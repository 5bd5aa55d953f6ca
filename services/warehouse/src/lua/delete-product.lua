-- Takes a product out of the catalogue, with its stock. Orders for it that are under way find nothing available.
--
-- KEYS  1 product   2 its stock   3 index of all products   4 note of the deletion
--       5 mark of a catalogue that gets no samples any more
-- ARGV  1 product id   2 lifetime of the note, ms
-- Returns  'deleted'
--   'already-deleted'  it was there not long ago: the first answer was lost, say; nothing was touched
--   'unknown'          there is no such product; nothing was touched
-- Emits  nothing
local product, stock, products, note, seeded = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local id, note_ttl_ms = ARGV[1], ARGV[2]

if redis.call('ZSCORE', products, id) == false then
  return redis.call('EXISTS', note) == 1 and 'already-deleted' or 'unknown'
end

redis.call('SET', note, '1', 'PX', note_ttl_ms)
-- Of a catalogue that is older than the mark, this may be the last product.
redis.call('SET', seeded, '1')
redis.call('DEL', product, stock)
redis.call('ZREM', products, id)
return 'deleted'
