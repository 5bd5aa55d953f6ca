-- The provider's side of charges: decides once per order and remembers.
-- KEYS  the provider's ledger of each order
-- ARGV  1 now, ms since 1970   then for each order: amount in minor units, currency, 'approved' or 'declined'
-- Returns  for each order: 'approved', 'declined', or 'voided' when the order was refunded before it was charged
-- Emits  nothing
local now_ms = ARGV[1]
local ARGS_PER_ORDER = 3

local function charge(book, amount, currency, decision)
  local known = redis.call('HGET', book, 'outcome')
  if known then return known end
  redis.call('HSET', book, 'outcome', decision, 'charged', decision == 'approved' and amount or '0', 'refunded', '0',
    'currency', currency, 'charged_at', now_ms)
  return decision
end

local outcomes = {}
for i, book in ipairs(KEYS) do
  local arg = 1 + (i - 1) * ARGS_PER_ORDER
  outcomes[i] = charge(book, unpack(ARGV, arg + 1, arg + ARGS_PER_ORDER))
end
return outcomes
