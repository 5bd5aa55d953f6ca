-- Refuses an order under an idempotency key, unless the key has a result already. The refusal stays under the key: if
-- the first attempt of the same request, from another replica that still found the product, is on its way to
-- place-order, it is refused there too.
--
-- KEYS  1 the customer's session   2 idempotency record
-- ARGV  1 digest of the request   2 lifetime of the idempotency record, ms   3 the refusal
-- Returns  { outcome, text }; the outcome is
--          'refused' (the text is the refusal that stands under the key)
--          'replayed' when the same request was accepted under this key (the text is its order id); nothing was changed
--          'conflict' when another request came under this key before; nothing was changed
--          'session-ended' when the customer has logged out; nothing was changed
-- Emits  nothing
local session, idempotency = KEYS[1], KEYS[2]
local digest, record_ttl_ms, refusal = ARGV[1], ARGV[2], ARGV[3]

if not redis.call('GET', session) then return { 'session-ended', '' } end
local record = redis.call('HMGET', idempotency, 'order_id', 'digest', 'refusal')
if record[2] then
  if record[2] ~= digest then return { 'conflict', '' } end
  if record[1] then return { 'replayed', record[1] } end
  return { 'refused', record[3] }
end

redis.call('HSET', idempotency, 'digest', digest, 'refusal', refusal)
redis.call('PEXPIRE', idempotency, record_ttl_ms)
return { 'refused', refusal }
