-- The provider's side of a refund: gives back the whole charge, once, and bars a later charge.
-- KEYS  1 the provider's ledger of the order
-- ARGV  1 now, ms since 1970
-- Returns  the amount given back in total, minor units
-- Emits  nothing
local book, now_ms = KEYS[1], ARGV[1]

local charged, refunded = unpack(redis.call('HMGET', book, 'charged', 'refunded'))
if not charged then
  redis.call('HSET', book, 'outcome', 'voided', 'charged', '0', 'refunded', '0', 'refunded_at', now_ms)
  return '0'
end
if refunded ~= charged then redis.call('HSET', book, 'refunded', charged, 'refunded_at', now_ms) end
return charged
