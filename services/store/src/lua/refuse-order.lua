-- Refuses an order that came under an idempotency key and asks for what is not there, unless the key has led to
-- something before. The refusal stays under the key: should the first try of the same request still be on its way to
-- place-order, from another replica that found the product, it is refused there as well.
--
-- KEYS  1 the customer's session   2 idempotency record
-- ARGV  1 digest of the request   2 lifetime of the idempotency record, ms   3 the refusal
-- Returns  { outcome, text }; the outcome is
--          'refused' (the text is the refusal that stands under the key)
--          'replayed' when the same request was accepted under this key (the text is the id of its order); nothing was touched
--          'conflict' when another request came under this key before; nothing was touched
--          'session-ended' when nobody is logged in any more; nothing was touched
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
