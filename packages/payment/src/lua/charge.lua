-- The provider's side of a charge: decides once per order and remembers.
--
-- KEYS  1 the provider's book for the order
-- ARGV  1 amount, minor units   2 currency   3 'approved' or 'declined'   4 now, ms since 1970
-- Returns  'approved', 'declined', or 'voided' when the order was refunded before it was charged
-- Emits  nothing
local book = KEYS[1]
local amount, currency, decision, now_ms = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

local known = redis.call('HGET', book, 'outcome')
if known then return known end
redis.call('HSET', book, 'outcome', decision, 'charged', decision == 'approved' and amount or '0', 'refunded', '0',
  'currency', currency, 'charged_at', now_ms)
return decision
